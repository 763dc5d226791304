"""Which rules speak against whom at a place, everybody at once, as a rota has come to stand.

The same law as `rules`, which is the one to read; this is for where there are many places.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID

import msgspec
import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.distances import Distances
from volunteers.assignments.domain.solver.instance import Instance, Person, Place, Role, Task
from volunteers.assignments.domain.solver.neighbours import neighbours
from volunteers.assignments.domain.solver.rules import ORDER, Rule, month, week
from volunteers.assignments.domain.solver.spare_time import SpareTime
from volunteers.assignments.domain.solver.standing import Standing
from volunteers.assignments.domain.solver.stays import clashing, columns
from volunteers.assignments.domain.solver.towns import towns_of

ROW: Final = {rule: row for row, rule in enumerate(ORDER)}
NOBODY: Final = 1 << 30
Column = NDArray[Any]


class Against:
    """The rota so far, and the facts, as columns of people."""

    def __init__(self, instance: Instance, places: Collection[Place]) -> None:
        people = instance.people
        self.instance, self.count = instance, len(people)
        self.number = {person.id: number for number, person in enumerate(people)}
        self.distances = Distances(instance)
        self.teams: dict[int, list[Place]] = defaultdict(list)
        for place in sorted(set(places), key=lambda it: (it.task, it.role != "lead", it.person)):
            self.teams[place.task].append(place)
        self.load = _load(people, places)
        self._standing = Standing(_each(people, novice=False))
        self._windows = SpareTime(_each(people, away=()))
        self._days = SpareTime(_each(people, windows=()))
        self.novice = np.array([person.novice for person in people], dtype=bool)
        self._engaged = _Engaged(instance, places)
        self._refused: dict[int, list[int]] = defaultdict(list)
        for it in instance.refused:
            self._refused[it.task].append(it.person)
        self.apart: dict[int, list[int]] = defaultdict(list)
        for pair in instance.pairs:
            if not pair.together and pair.one != pair.other:
                self.apart[pair.one].append(pair.other)
                self.apart[pair.other].append(pair.one)

    def broken(self, number: int, role: Role) -> Column:
        """A row for each rule in `ORDER`, a column for each person; `alone` is left out."""
        task, rows = self.instance.tasks[number], np.zeros((len(ORDER), self.count), dtype=bool)
        found: dict[Rule, Column] = {
            "already": self._among(place.person for place in self.teams[number]),
            "not_qualified": ~self._standing.qualified(task, role),
            "not_cleared": ~self._standing.cleared(task),
            "novice": self.novice & (self.experience(number, role) <= 0),
            "too_far": self.distances.too_far(number),
            "away": ~self._days.free(task),
            "unavailable": ~self._windows.free(task),
            "busy": self._busy(number),
            "week_full": self._engaged.week_full(task),
            "month_full": self._engaged.month_full(task),
            "refused": self._among(self._refused[number]),
            "apart": self._among(
                other for place in self.teams[number] for other in self.apart[place.person]
            ),
        }
        for rule, column in found.items():
            rows[ROW[rule]] = column
        return rows

    def experience(self, task: int, role: Role) -> int:
        """How many novices more could help there; none of them leads."""
        if role == "lead":
            return 0
        team = self.teams[task]
        novices = sum(bool(self.novice[place.person]) for place in team)
        leads = sum(it.role == "lead" and not self.novice[it.person] for it in team)
        return leads - novices

    def vacant(self, task: int, role: Role) -> int:
        """How many people the role needs beyond those who are there."""
        there = sum(place.role == role for place in self.teams[task])
        return max(0, self.instance.tasks[task].needs(role) - there)

    def limits(self, person: int, task: int) -> tuple[int, int]:
        """How many places somebody has in the week and in the month of an event."""
        return self._engaged.numbers(person, self.instance.tasks[task])

    def _busy(self, number: int) -> Column:
        there = [place.person for it in self._engaged.near[number] for place in self.teams[it]]
        there += self._engaged.elsewhere(number)
        return self._among(there)

    def _among(self, people: Iterable[int]) -> Column:
        column = np.zeros(self.count, dtype=bool)
        column[list(people)] = True
        return column


class _Engaged:
    """When everybody is needed, and in how many places of each week and month."""

    def __init__(self, instance: Instance, places: Collection[Place]) -> None:
        people = instance.people
        busy = [(number, stay) for number, each in enumerate(people) for stay in each.busy]
        self._person = [number for number, _stay in busy]
        self._towns, venues = towns_of(instance), dict[UUID, int]()
        self._tasks = columns([task.stay for task in instance.tasks], self._towns, venues)
        self._busy = columns([stay for _number, stay in busy], self._towns, venues)
        self.near = [near.tolist() for near in neighbours(instance)]
        stays = [(place.person, instance.tasks[place.task].stay) for place in places] + busy
        self._week = _counted((week(stay.day), number) for number, stay in stays)
        self._month = _counted((month(stay.day), number) for number, stay in stays)
        self._most = {
            "week": _limits(person.most_a_week for person in people),
            "month": _limits(person.most_a_month for person in people),
        }
        self._known: dict[tuple[str, int], Column] = {}

    def elsewhere(self, task: int) -> list[int]:
        """Who has another place then of which this rota knows nothing."""
        if not self._person:
            return []
        clash = clashing(self._tasks.at(slice(task, task + 1)), self._busy, self._towns)
        return [self._person[row] for row in np.flatnonzero(clash).tolist()]

    def week_full(self, task: Task) -> Column:
        """Who has enough in its week."""
        return self._full("week", week(task.stay.day), self._week)

    def month_full(self, task: Task) -> Column:
        """Who has enough in its month."""
        return self._full("month", month(task.stay.day), self._month)

    def numbers(self, person: int, task: Task) -> tuple[int, int]:
        """How many places somebody has in its week and in its month."""
        day = task.stay.day
        return self._week[week(day)][person], self._month[month(day)][person]

    def _full(self, kind: str, span: int, taken: dict[int, Counter[int]]) -> Column:
        if (kind, span) not in self._known:
            numbers = np.zeros(len(self._most[kind]), dtype=np.int64)
            for person, number in taken[span].items():
                numbers[person] = number
            self._known[kind, span] = numbers >= self._most[kind]
        return self._known[kind, span]


def _each(people: tuple[Person, ...], **known: Any) -> list[Person]:
    return [msgspec.structs.replace(person, **known) for person in people]


def _load(people: tuple[Person, ...], places: Collection[Place]) -> Column:
    load = np.array([person.past for person in people], dtype=np.int64)
    for place in places:
        load[place.person] += 1
    return load


def _counted(pairs: Iterable[tuple[int, int]]) -> dict[int, Counter[int]]:
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for span, person in pairs:
        found[span][person] += 1
    return found


def _limits(limits: Iterable[int | None]) -> Column:
    return np.array([NOBODY if limit is None else limit for limit in limits], dtype=np.int64)
