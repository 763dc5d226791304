"""What people of a made-up quarter have agreed to so far, so that nothing agreed breaks a rule."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Literal

from volunteers.assignments.domain.solver.instance import (
    Held,
    Pair,
    Person,
    Place,
    Road,
    Role,
    Task,
)

TRIES = 60
Status = Literal["proposed", "invited", "accepted"]


class Diary:
    """Who is where; people are only put where they could go."""

    def __init__(
        self,
        people: Sequence[Person],
        tasks: Sequence[Task],
        pairs: Sequence[Pair],
        roads: Sequence[Road],
    ) -> None:
        self._people, self._tasks = people, tasks
        self._roads = {frozenset((road.one, road.other)): road.minutes for road in roads}
        self._apart = {frozenset((it.one, it.other)) for it in pairs if not it.together}
        self._turns: dict[int, list[Task]] = defaultdict(list)
        self._team: dict[int, list[Place]] = defaultdict(list)

    def held(self, chance: Random, shares: dict[Status, int]) -> list[Held]:
        """Each place has one of the statuses in so many of a hundred, as far as people are found.

        What was accepted stands without the rest, so that is found first.
        """
        wanted = [
            (status, number, role)
            for number, task in enumerate(self._tasks)
            for role in _roles(task)
            if (status := _status(chance, shares)) is not None
        ]
        return sorted(
            (
                Held(place.person, place.task, place.role, status)
                for status, number, role in sorted(wanted, key=lambda it: it[0] != "accepted")
                if (place := self._found(chance, number, role)) is not None
            ),
            key=lambda held: (held.task, held.role != "lead", held.person),
        )

    def _found(self, chance: Random, number: int, role: Role) -> Place | None:
        for _ in range(min(TRIES, 3 * len(self._people))):
            person = chance.randrange(len(self._people))
            if self._can(person, number, role):
                place = Place(person, number, role)
                self._turns[person].append(self._tasks[number])
                self._team[number].append(place)
                return place
        return None

    def _can(self, number: int, event: int, role: Role) -> bool:
        person, task = self._people[number], self._tasks[event]
        return (
            _able(person, task, role)
            and _free(person, task)
            and self._near(person, task)
            and self._within_limits(number, task)
            and not any(self._meets(task, other) for other in self._turns[number])
            and self._suits(number, event, role)
        )

    def _near(self, person: Person, task: Task) -> bool:
        most = person.travel_minutes
        return most is None or task.stay.virtual or self._road(person.home, task) <= most

    def _road(self, home: str, task: Task) -> int:
        return self._roads.get(frozenset((home, task.stay.municipality)), 0)

    def _within_limits(self, number: int, task: Task) -> bool:
        person, days = self._people[number], [it.stay.day for it in self._turns[number]]
        week = sum((day - 1) // 7 == (task.stay.day - 1) // 7 for day in days)
        month = sum(_month(day) == _month(task.stay.day) for day in days)
        return week < (person.most_a_week or 99) and month < (person.most_a_month or 99)

    def _meets(self, one: Task, other: Task) -> bool:
        ways = self._road(one.stay.municipality, other)
        way = 0 if one.stay.virtual or other.stay.virtual else max(15, ways)
        return one.stay.starts < other.stay.ends + way and other.stay.starts < one.stay.ends + way

    def _suits(self, number: int, event: int, role: Role) -> bool:
        team = self._team[event]
        leads = sum(place.role == "lead" for place in team) + (role == "lead")
        novices = sum(self._people[place.person].novice for place in team)
        return (
            all(frozenset((number, place.person)) not in self._apart for place in team)
            and number not in {place.person for place in team}
            and novices + self._people[number].novice <= leads
        )


def _roles(task: Task) -> list[Role]:
    leads: list[Role] = ["lead"] * task.leads
    assistants: list[Role] = ["assistant"] * task.assistants
    return leads + assistants


def _status(chance: Random, shares: dict[Status, int]) -> Status | None:
    rest = 100 - sum(shares.values())
    return chance.choices((*shares, None), (*shares.values(), rest))[0]


def _month(day: int) -> tuple[int, int]:
    there = date.fromordinal(day)
    return there.year, there.month


def _able(person: Person, task: Task, role: Role) -> bool:
    first, last = task.parts[0].day, task.parts[-1].day
    known = any(
        it.topic in task.topics
        and (role == "assistant" or it.role == "lead")
        and (it.until is None or it.until >= last)
        for it in person.qualified
    )
    cleared = any(it.first <= first and last <= it.last for it in person.cleared)
    return (
        (known or not task.topics)
        and (cleared or not task.minors)
        and not (person.novice and role == "lead")
    )


def _free(person: Person, task: Task) -> bool:
    away = any(it.first <= part.day <= it.last for it in person.away for part in task.parts)
    open_then = not person.windows or all(
        any(
            it.weekday == (part.day - 1) % 7 and it.starts <= part.starts and part.ends <= it.ends
            for it in person.windows
        )
        for part in task.parts
    )
    return open_then and not away
