"""Who may take which place, all of it at once: a table of person, event, role and what it costs.

Here stand the rules that one person and one event decide between them, and those against what is
fixed: `busy` and accepted places. What places decide among each other is the model's and the
greedy's affair.
"""

from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.fixed import barred
from volunteers.assignments.domain.solver.instance import ROLES, Instance, Task
from volunteers.assignments.domain.solver.spare_time import SpareTime
from volunteers.assignments.domain.solver.standing import Standing
from volunteers.assignments.domain.solver.towns import Towns, towns_of
from volunteers.assignments.domain.solver.weights import Weights

Column = NDArray[Any]


class Eligible(Struct, frozen=True):
    """Candidates in order of task, role and person, one row each; accepted places are not in it.

    `role` is a position in `ROLES`, `road` the minutes from home (0 to a virtual event), `untold`
    whether they never said when they are away. The rows of a task's role lie at
    `starts[2 * task + role]` until `starts[2 * task + role + 1]`.
    """

    person: Column
    task: Column
    role: Column
    road: Column
    untold: Column
    starts: Column

    def rows(self, task: int, role: int) -> slice:
        """Where the candidates for a role at an event lie."""
        place = 2 * task + role
        return slice(int(self.starts[place]), int(self.starts[place + 1]))

    def cost(self, weights: Weights) -> Column:
        """What each place costs by itself, as `cost.place_cost` counts it."""
        return np.asarray(weights.travel * self.road + weights.untold * self.untold)

    def __len__(self) -> int:
        return len(self.person)


def eligibility(instance: Instance) -> Eligible:
    """The whole table; of 5,000 events and 2,000 people in about a second."""
    towns = towns_of(instance)
    people, tasks = instance.people, instance.tasks
    standing, spare = Standing(people), SpareTime(people)
    shut = barred(instance, towns)
    near = _Nearness(instance, towns)
    found: list[Column] = []
    for number, task in enumerate(tasks):
        open_to = spare.free(task) & ~shut[number] & near.within(task)
        open_to &= standing.cleared(task)
        found.extend(
            np.flatnonzero(open_to & standing.qualified(task, role)).astype(np.int32)
            for role in ROLES
        )
    return _table(found, near, instance)


def _table(found: list[Column], near: "_Nearness", instance: Instance) -> Eligible:
    sizes = np.fromiter(map(len, found), dtype=np.int64, count=len(found))
    person = np.concatenate(found) if found else np.zeros(0, dtype=np.int32)
    place = np.repeat(np.arange(len(found), dtype=np.int32), sizes)
    task, role = place // len(ROLES), (place % len(ROLES)).astype(np.int8)
    untold = np.array([not each.told for each in instance.people], dtype=bool)
    return Eligible(
        person=person,
        task=task,
        role=role,
        road=near.road(person, task),
        untold=untold[person],
        starts=np.concatenate(([0], np.cumsum(sizes))),
    )


class _Nearness:
    """How far everybody is from everything, and how far they go."""

    def __init__(self, instance: Instance, towns: Towns) -> None:
        limits = [person.travel_minutes for person in instance.people]
        self._limit = np.array([np.inf if it is None else it for it in limits], dtype=float)
        self._home = towns.numbers(person.home for person in instance.people)
        self._towns = towns
        self._town = towns.numbers(task.stay.municipality for task in instance.tasks)
        self._virtual = np.array([task.stay.virtual for task in instance.tasks], dtype=bool)

    def within(self, task: Task) -> Column:
        """Who goes as far as that."""
        if task.stay.virtual:
            return np.ones(len(self._home), dtype=bool)
        there = self._towns.number[task.stay.municipality]
        return np.asarray(self._towns.minutes[self._home, there] <= self._limit)

    def road(self, person: Column, task: Column) -> Column:
        """The minutes of each of so many journeys from home."""
        minutes = self._towns.minutes[self._home[person], self._town[task]]
        return np.where(self._virtual[task], 0, minutes).astype(np.int32)
