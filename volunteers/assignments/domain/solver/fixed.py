"""What stands already: places that nobody may take because of `busy`, accepted and refused ones."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.instance import Instance, Place, Stay
from volunteers.assignments.domain.solver.stays import Stays, clashing, columns
from volunteers.assignments.domain.solver.towns import Towns

Spell = tuple[int, str, int]  # a person, "week" or "month", and which


def accepted(instance: Instance) -> frozenset[Place]:
    """The places that no rota moves."""
    return frozenset(held.place for held in instance.held if held.status == "accepted")


def spells(day: int) -> tuple[tuple[str, int], tuple[str, int]]:
    """The week from Monday and the calendar month that a day counts in."""
    at = date.fromordinal(day)
    return ("week", day - at.weekday()), ("month", at.year * 12 + at.month)


def room_left(instance: Instance) -> dict[Spell, int]:
    """How many more places somebody takes in a week or month where a limit binds them.

    Only those in which something is counted already; elsewhere it is the limit itself.
    """
    fixed = _fixed_stays(instance)
    taken = Counter((person, *spell) for person, stay in fixed for spell in spells(stay.day))
    limits = {
        (person, kind, which): limit_of(instance, person, kind) for person, kind, which in taken
    }
    return {
        spell: max(0, limit - taken[spell]) for spell, limit in limits.items() if limit is not None
    }


def limit_of(instance: Instance, person: int, kind: str) -> int | None:
    """How many places somebody takes in a week or in a month."""
    who = instance.people[person]
    return who.most_a_week if kind == "week" else who.most_a_month


def barred(instance: Instance, towns: Towns) -> NDArray[np.bool_]:
    """For every task (row) and person (column): whether what is fixed speaks against it."""
    tasks = instance.tasks
    shut = np.zeros((len(tasks), len(instance.people)), dtype=bool)
    for refused in instance.refused:
        shut[refused.task, refused.person] = True
    for place in accepted(instance):
        shut[place.task, place.person] = True
    _bar_clashes(shut, instance, towns)
    _bar_full(shut, instance)
    return shut


def _fixed_stays(instance: Instance) -> list[tuple[int, Stay]]:
    busy = [(number, it) for number, person in enumerate(instance.people) for it in person.busy]
    there = {(place.person, place.task) for place in accepted(instance)}
    return busy + [(person, instance.tasks[task].stay) for person, task in sorted(there)]


def _bar_clashes(shut: NDArray[Any], instance: Instance, towns: Towns) -> None:
    """Only the tasks near it in time are looked at, found in the order in which they begin."""
    venues: dict[UUID, int] = {}
    stays = columns([task.stay for task in instance.tasks], towns, venues)
    order = np.argsort(stays.starts, kind="stable")
    ordered = stays.at(order)
    fixed = _fixed_stays(instance)
    held = columns([stay for _person, stay in fixed], towns, venues)
    farthest = int(towns.minutes.max(initial=60))
    longest = int((stays.ends - stays.starts).max(initial=0))
    first = np.searchsorted(ordered.starts, held.starts - longest - farthest, "left")
    last = np.searchsorted(ordered.starts, held.ends + farthest, "right")
    for row, (person, _stay) in enumerate(fixed):
        near = slice(int(first[row]), int(last[row]))
        clash = clashing(_row(held, row), ordered.at(near), towns)
        shut[order[near][clash], person] = True


def _row(stays: Stays, row: int) -> Stays:
    return stays.at(slice(row, row + 1))


def _bar_full(shut: NDArray[Any], instance: Instance) -> None:
    none = [0 in (person.most_a_week, person.most_a_month) for person in instance.people]
    shut[:, none] = True
    within: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, task in enumerate(instance.tasks):
        for spell in spells(task.stay.day):
            within[spell].append(number)
    for (number, kind, which), left in room_left(instance).items():
        if left == 0:
            shut[within[kind, which], number] = True
