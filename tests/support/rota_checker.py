"""A judge of rotas, written from the rules alone: it shares no line with what works rotas out.

Plain loops over plain facts; an accepted place is never at fault, but it counts for the others.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import combinations

from volunteers.assignments.domain.solver.instance import (
    Instance,
    Person,
    Place,
    Stay,
    Task,
    Window,
)


def violations(instance: Instance, places: Iterable[Place]) -> list[str]:
    """A line for each rule that a rota breaks; none for one that holds to all."""
    rota = list(places)
    fixed = [held.place for held in instance.held if held.status == "accepted"]
    free = [place for place in rota if place not in fixed]
    return [
        *_accepted_missing(rota, fixed),
        *(line for place in free for line in _alone_at_fault(instance, place)),
        *_in_two_places(instance, rota, fixed),
        *_over_limits(instance, rota, fixed),
        *_teams(instance, rota, fixed),
    ]


def _accepted_missing(rota: list[Place], fixed: list[Place]) -> Iterator[str]:
    for place in fixed:
        if rota.count(place) != 1:
            yield f"accepted place {place} is there {rota.count(place)} times"
    for place in set(rota):
        if place not in fixed and rota.count(place) > 1:
            yield f"place {place} is there more than once"


def _alone_at_fault(instance: Instance, place: Place) -> Iterator[str]:
    """The rules that one person and one event decide between them."""
    person, task = instance.people[place.person], instance.tasks[place.task]
    days = [part.day for part in task.parts]
    yield from (f"{place}: {fault}" for fault in _papers(person, task, place.role, days))
    if person.windows and not all(_open(person.windows, part) for part in _minutes(task)):
        yield f"{place}: unavailable"
    if any(it.first <= day <= it.last for day in days for it in person.away):
        yield f"{place}: away"
    if not task.stay.virtual and person.travel_minutes is not None:
        minutes = _minutes_between(instance, person.home, task.stay.municipality)
        yield from [f"{place}: too_far"] * (minutes > person.travel_minutes)
    if any((it.person, it.task) == (place.person, place.task) for it in instance.refused):
        yield f"{place}: refused"


def _papers(person: Person, task: Task, role: str, days: list[int]) -> Iterator[str]:
    if task.topics and not _knows(person, task, role, max(days)):
        yield "not_qualified"
    held = [it for it in person.cleared if it.first <= min(days) and max(days) <= it.last]
    if task.minors and not held:
        yield "not_cleared"
    if person.novice and role == "lead":
        yield "novice leads"


def _knows(person: Person, task: Task, role: str, last: int) -> bool:
    for held in person.qualified:
        lasts = held.until is None or held.until >= last
        if held.topic in task.topics and lasts and (held.role == "lead" or role == "assistant"):
            return True
    return False


def _minutes(task: Task) -> Iterator[tuple[int, range]]:
    for part in task.parts:
        yield date.fromordinal(part.day).weekday(), range(part.starts, part.ends)


def _open(windows: tuple[Window, ...], part: tuple[int, range]) -> bool:
    """Minute by minute, so that windows that touch or overlap count as one."""
    weekday, minutes = part
    return all(
        any(it.weekday == weekday and it.starts <= minute < it.ends for it in windows)
        for minute in minutes
    )


def _minutes_between(instance: Instance, one: str, other: str) -> int:
    if one == other:
        return 0
    found = 0
    for road in instance.roads:
        if (road.one, road.other) in ((one, other), (other, one)):
            found = road.minutes
    return found


def _in_two_places(instance: Instance, rota: list[Place], fixed: list[Place]) -> Iterator[str]:
    for one, other in combinations(rota, 2):
        if one.person != other.person or (one in fixed and other in fixed) or one == other:
            continue
        here, there = instance.tasks[one.task].stay, instance.tasks[other.task].stay
        if one.task == other.task:
            yield f"person {one.person} has two roles at {one.task}"
        elif _too_close(instance, here, there):
            yield f"person {one.person} cannot be at {one.task} and at {other.task}"
    for place in rota:
        for busy in instance.people[place.person].busy if place not in fixed else ():
            if _too_close(instance, instance.tasks[place.task].stay, busy):
                yield f"person {place.person} is busy during {place.task}"


def _too_close(instance: Instance, here: Stay, there: Stay) -> bool:
    first, second = sorted((here, there), key=lambda stay: (stay.starts, stay.ends))
    if second.starts < first.ends:
        return True
    journey = 0
    if not here.virtual and not there.virtual:
        if here.municipality != there.municipality:
            journey = _minutes_between(instance, here.municipality, there.municipality)
        elif here.venue is not None and there.venue is not None and here.venue != there.venue:
            journey = 15
    return second.starts - first.ends < journey


def _week(day: int) -> tuple[int, int]:
    return date.fromordinal(day).isocalendar()[:2]


def _month(day: int) -> tuple[int, int]:
    return date.fromordinal(day).year, date.fromordinal(day).month


def _over_limits(instance: Instance, rota: list[Place], fixed: list[Place]) -> Iterator[str]:
    for number, person in enumerate(instance.people):
        theirs = [place for place in rota if place.person == number]
        for name, span, most in (
            ("week", _week, person.most_a_week),
            ("month", _month, person.most_a_month),
        ):
            if most is not None:
                yield from _over(instance, theirs, fixed, (name, span, most))


def _over(
    instance: Instance,
    theirs: list[Place],
    fixed: list[Place],
    limit: tuple[str, Callable[[int], tuple[int, int]], int],
) -> Iterator[str]:
    name, span, most = limit
    for place in theirs:
        if place in fixed:
            continue
        then = span(instance.tasks[place.task].stay.day)
        days = [instance.tasks[it.task].stay.day for it in theirs]
        days += [stay.day for stay in instance.people[place.person].busy]
        if sum(span(day) == then for day in days) > most:
            yield f"{place}: more than {most} in one {name}"


def _teams(instance: Instance, rota: list[Place], fixed: list[Place]) -> Iterator[str]:
    by_task: dict[int, list[Place]] = {}
    for place in rota:
        by_task.setdefault(place.task, []).append(place)
    for number, team in by_task.items():
        added = [place for place in team if place not in fixed]
        if added:
            yield from _team(instance, number, team, added)


def _team(instance: Instance, number: int, team: list[Place], added: list[Place]) -> Iterator[str]:
    task, people = instance.tasks[number], instance.people
    for role, most in (("lead", task.leads), ("assistant", task.assistants)):
        in_role = [place for place in team if place.role == role]
        if len(in_role) > most and any(place.role == role for place in added):
            yield f"task {number}: {len(in_role)} of {most} in the role {role}"
    novices = [place for place in team if people[place.person].novice]
    leads = [it for it in team if it.role == "lead" and not people[it.person].novice]
    if len(novices) > len(leads) and any(place in added for place in novices):
        yield f"task {number}: {len(novices)} novices beside {len(leads)} experienced leads"
    if task.minors and len(team) == 1:
        yield f"task {number}: one adult alone with minors"
    for one, other in combinations(team, 2):
        if one in added or other in added:
            yield from _never_together(instance, number, {one.person, other.person})


def _never_together(instance: Instance, number: int, both: set[int]) -> Iterator[str]:
    for pair in instance.pairs:
        if not pair.together and pair.one != pair.other and {pair.one, pair.other} == both:
            yield f"task {number}: {sorted(both)} are never to meet"
