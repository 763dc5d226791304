"""A draft held against the rules: what breaks in it, and who could take a place beside the rest."""

from collections import Counter
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from msgspec import Struct

from volunteers.assignments.domain.rota.diff import Line
from volunteers.assignments.domain.solver.cost import road
from volunteers.assignments.domain.solver.instance import Instance, Place, Role, Stay
from volunteers.assignments.domain.solver.rules import Rule, SoFar, clash, reasons

# What nobody can overlook, as `eligibility.HARD` has it; the rest may, by who knows the people.
HARD: Final[frozenset[Rule]] = frozenset({"already", "busy", "away", "not_cleared"})


class Breach(Struct, frozen=True):
    """What speaks against a place of the draft, beside all the others."""

    line: Line
    rules: tuple[Rule, ...]


class Candidate(Struct, frozen=True, kw_only=True):
    """Somebody for a place, with every rule that speaks against it; `load` is without it."""

    person: int
    volunteer: UUID
    rules: tuple[Rule, ...]
    load: int
    way: int

    @property
    def possible(self) -> bool:
        """Whether they may be chosen, even if something speaks against it."""
        return HARD.isdisjoint(self.rules)


class Table:
    """A draft laid out over the people and events that it was worked out from."""

    def __init__(self, instance: Instance, lines: Iterable[Line]) -> None:
        self.instance = instance
        self.person = {one.id: number for number, one in enumerate(instance.people)}
        self.task = {one.id: number for number, one in enumerate(instance.tasks)}
        self.lines = [
            line
            for line in lines
            if line.stays and line.volunteer in self.person and line.event in self.task
        ]
        self.so_far = SoFar(instance, [self.place(line) for line in self.lines])

    def place(self, line: Line) -> Place:
        """The line as the rules know it."""
        role: Role = "lead" if line.role == "lead" else "assistant"
        return Place(self.person[line.volunteer], self.task[line.event], role)

    def against(self, line: Line) -> tuple[Rule, ...]:
        """Every rule that speaks against a place of the draft, beside the other places."""
        place = self.place(line)
        self.lift(place)
        try:
            return reasons(self.so_far, place.person, place.task, place.role)
        finally:
            self._lay(place)

    def lift(self, place: Place) -> None:
        """Take a place off the table."""
        self.so_far.teams[place.task].remove(place)
        self.so_far.stays[place.person].remove(self.instance.tasks[place.task].stay)

    def _lay(self, place: Place) -> None:
        self.so_far.teams[place.task].append(place)
        self.so_far.stays[place.person].append(self.instance.tasks[place.task].stay)

    def way(self, line: Line) -> int:
        """The minutes of somebody's road to a place of the draft; none to a virtual one."""
        if line.event not in self.task or line.volunteer not in self.person:
            return 0
        person = self.instance.people[self.person[line.volunteer]]
        stay = self.instance.tasks[self.task[line.event]].stay
        return 0 if stay.virtual else self.so_far.road(person.home, stay.municipality)

    def clashing(self, person: int, event: UUID) -> list[UUID]:
        """The events of this rota that they have a place at too near in time to this one."""
        here = self.instance.tasks[self.task[event]].stay
        return [
            line.event
            for line in self.lines
            if self.person[line.volunteer] == person
            and line.event != event
            and self._too_near(here, self.instance.tasks[self.task[line.event]].stay)
        ]

    def _too_near(self, here: Stay, there: Stay) -> bool:
        return clash(here, there, self.so_far.road(here.municipality, there.municipality))


def breaches(table: Table) -> list[Breach]:
    """What breaks; nothing that was accepted does, whatever speaks against it by now."""
    over = _over(table)
    found = [
        Breach(line, tuple(rule for rule in table.against(line) if rule != "refused"))
        for line in table.lines
        if not line.fixed
    ]
    return [breach for breach in found if breach.rules] + over


def held(table: Table, event: UUID, role: Role) -> int:
    """How many places of a role are taken."""
    return sum(place.role == role for place in table.so_far.teams[table.task[event]])


def candidates(
    table: Table, event: UUID, role: Role, *, instead_of: UUID | None = None
) -> list[Candidate]:
    """Everybody for a place, best first: who may, with little to do, from near.

    Who is replaced is taken off the table for good.
    """
    task = table.task[event]
    for line in table.lines:
        if line.event == event and line.volunteer == instead_of:
            table.lift(table.place(line))
    load = Counter(line.volunteer for line in table.lines)
    found = [
        _candidate(table, person, task, role, load[one.id])
        for person, one in enumerate(table.instance.people)
        if one.id != instead_of
    ]
    return sorted(found, key=_order)


def _candidate(table: Table, person: int, task: int, role: Role, load: int) -> Candidate:
    one, stay = table.instance.people[person], table.instance.tasks[task].stay
    return Candidate(
        person=person,
        volunteer=one.id,
        rules=reasons(table.so_far, person, task, role),
        load=load,
        way=0 if stay.virtual else road(table.instance, one.home, stay.municipality),
    )


def _order(one: Candidate) -> tuple[int, int, int, int, UUID]:
    # The first two at an event with minors come one after the other.
    against = set(one.rules) - {"alone"}
    return len(against & HARD), len(against), one.load, one.way, one.volunteer


def _over(table: Table) -> list[Breach]:
    """The places beyond what a role needs; who is asked already is not one of them."""
    found: list[Breach] = []
    held: Counter[tuple[int, str]] = Counter()
    for line in sorted(table.lines, key=_standing):
        task = table.task[line.event]
        held[task, line.role] += 1
        needed = table.instance.tasks[task].needs(line.role)
        if held[task, line.role] > needed and not line.fixed:
            found.append(Breach(line, ()))
    return found


def _standing(line: Line) -> int:
    return ("accepted", "invited", "proposed", "").index(line.status)
