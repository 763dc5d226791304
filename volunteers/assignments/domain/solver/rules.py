"""The law of who may take which place: every rule that speaks against one person in one role.

This is the readable law, one person and one place at a time; what is fast is held against it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import date
from typing import Final, Literal

from volunteers.assignments.domain.solver.instance import (
    Instance,
    Part,
    Person,
    Place,
    Role,
    Stay,
    Task,
    Window,
)

ACROSS_TOWN: Final = 15  # minutes between two known venues of one municipality
Rule = Literal[
    "already", "not_qualified", "not_cleared", "novice", "too_far", "away", "unavailable",
    "busy", "week_full", "month_full", "refused", "apart", "alone",
]  # fmt: skip
# From what lasts to what passes; whoever misses several is told of the first.
ORDER: Final[tuple[Rule, ...]] = (
    "already", "not_qualified", "not_cleared", "novice", "too_far", "away", "unavailable",
    "busy", "week_full", "month_full", "refused", "apart", "alone",
)  # fmt: skip


class SoFar:
    """A rota as far as it has come: who is where, beside the facts of the instance."""

    def __init__(self, instance: Instance, places: Collection[Place] = ()) -> None:
        self.instance = instance
        self.roads = {frozenset((it.one, it.other)): it.minutes for it in instance.roads}
        self.refused = {(it.person, it.task) for it in instance.refused}
        self.apart = {frozenset((it.one, it.other)) for it in instance.pairs if not it.together}
        self.teams: dict[int, list[Place]] = defaultdict(list)
        self.stays: dict[int, list[Stay]] = defaultdict(list)
        for place in places:
            self.teams[place.task].append(place)
            self.stays[place.person].append(instance.tasks[place.task].stay)

    def engaged(self, person: int) -> list[Stay]:
        """Where else somebody is needed, by this rota or apart from it."""
        return [*self.instance.people[person].busy, *self.stays[person]]

    def road(self, one: str, other: str) -> int:
        """The minutes between two municipalities; none where the road is not known."""
        return self.roads.get(frozenset((one, other)), 0) if one != other else 0


def reasons(so_far: SoFar, person: int, task: int, role: Role) -> tuple[Rule, ...]:
    """Every rule that speaks against it, in `ORDER`; `so_far` is without the place itself."""
    place = Place(person, task, role)
    return tuple(rule for rule in ORDER if _BROKEN[rule](so_far, place))


def qualified(person: Person, task: Task, role: Role) -> bool:
    """A lead needs to lead one of the topics on the last day, an assistant either."""
    return not task.topics or any(
        held.topic in task.topics
        and (role == "assistant" or held.role == "lead")
        and (held.until is None or held.until >= task.parts[-1].day)
        for held in person.qualified
    )


def cleared(person: Person, task: Task) -> bool:
    """With minors, one clearance must hold on all days."""
    return not task.minors or any(
        held.first <= task.parts[0].day and task.parts[-1].day <= held.last
        for held in person.cleared
    )


def away(person: Person, task: Task) -> bool:
    """Whether an absence touches a day of the event."""
    return any(it.first <= part.day <= it.last for it in person.away for part in task.parts)


def in_time(person: Person, task: Task) -> bool:
    """Whether each part lies within a window; who names no window is always free."""
    return not person.windows or all(_covered(person.windows, part) for part in task.parts)


def _covered(windows: tuple[Window, ...], part: Part) -> bool:
    reached = part.starts
    for window in sorted(windows, key=lambda it: it.starts):
        if window.weekday == weekday(part.day) and window.starts <= reached:
            reached = max(reached, window.ends)
    return any(window.weekday == weekday(part.day) for window in windows) and reached >= part.ends


def weekday(day: int) -> int:
    """Monday is 0."""
    return (day - 1) % 7


def week(day: int) -> int:
    """The number of a week from Monday, counted from the year 1."""
    return (day - 1) // 7


def month(day: int) -> int:
    """The number of a calendar month, counted from the year 0."""
    there = date.fromordinal(day)
    return there.year * 12 + there.month - 1


def way(so_far: SoFar, person: Person, task: Task) -> int:
    """The minutes from home; to a virtual event nobody travels."""
    return 0 if task.stay.virtual else so_far.road(person.home, task.stay.municipality)


def clash(one: Stay, other: Stay, road: int) -> bool:
    """Whether nobody can be at both: they overlap or the time between is shorter than the road."""
    journey = _journey(one, other, road)
    return one.starts < other.ends + journey and other.starts < one.ends + journey


def _journey(one: Stay, other: Stay, road: int) -> int:
    if one.virtual or other.virtual:
        return 0
    if one.municipality != other.municipality:
        return road
    return ACROSS_TOWN if one.venue and other.venue and one.venue != other.venue else 0


def _already(so_far: SoFar, place: Place) -> bool:
    return any(other.person == place.person for other in so_far.teams[place.task])


def _not_qualified(so_far: SoFar, place: Place) -> bool:
    return not qualified(*_both(so_far, place), place.role)


def _not_cleared(so_far: SoFar, place: Place) -> bool:
    return not cleared(*_both(so_far, place))


def _away(so_far: SoFar, place: Place) -> bool:
    return away(*_both(so_far, place))


def _unavailable(so_far: SoFar, place: Place) -> bool:
    return not in_time(*_both(so_far, place))


def _too_far(so_far: SoFar, place: Place) -> bool:
    person, task = _both(so_far, place)
    return person.travel_minutes is not None and way(so_far, person, task) > person.travel_minutes


def _busy(so_far: SoFar, place: Place) -> bool:
    here = so_far.instance.tasks[place.task].stay
    return any(
        clash(here, there, so_far.road(here.municipality, there.municipality))
        for there in so_far.engaged(place.person)
    )


def _week_full(so_far: SoFar, place: Place) -> bool:
    most = so_far.instance.people[place.person].most_a_week
    return most is not None and _same(so_far, place, week) >= most


def _month_full(so_far: SoFar, place: Place) -> bool:
    most = so_far.instance.people[place.person].most_a_month
    return most is not None and _same(so_far, place, month) >= most


def _same(so_far: SoFar, place: Place, span: Callable[[int], int]) -> int:
    here = span(so_far.instance.tasks[place.task].stay.day)
    return sum(span(there.day) == here for there in so_far.engaged(place.person))


def _refused(so_far: SoFar, place: Place) -> bool:
    return (place.person, place.task) in so_far.refused


def _novice(so_far: SoFar, place: Place) -> bool:
    """A novice does not lead, and helps only where there are experienced leads enough."""
    people, team = so_far.instance.people, so_far.teams[place.task]
    if not people[place.person].novice:
        return False
    novices = sum(people[other.person].novice for other in team)
    return place.role == "lead" or novices >= len(team_leads(so_far, place.task))


def team_leads(so_far: SoFar, task: int) -> list[int]:
    """The experienced leads at an event."""
    people = so_far.instance.people
    return [
        it.person for it in so_far.teams[task] if it.role == "lead" and not people[it.person].novice
    ]


def _apart(so_far: SoFar, place: Place) -> bool:
    team = so_far.teams[place.task]
    return any(frozenset((place.person, other.person)) in so_far.apart for other in team)


def _alone(so_far: SoFar, place: Place) -> bool:
    return so_far.instance.tasks[place.task].minors and not so_far.teams[place.task]


def _both(so_far: SoFar, place: Place) -> tuple[Person, Task]:
    return so_far.instance.people[place.person], so_far.instance.tasks[place.task]


_BROKEN: Final[dict[Rule, Callable[[SoFar, Place], bool]]] = {
    "already": _already,
    "not_qualified": _not_qualified,
    "not_cleared": _not_cleared,
    "novice": _novice,
    "too_far": _too_far,
    "away": _away,
    "unavailable": _unavailable,
    "busy": _busy,
    "week_full": _week_full,
    "month_full": _month_full,
    "refused": _refused,
    "apart": _apart,
    "alone": _alone,
}
