"""Rows of the programme about who is at an event together."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.choice import Choice, Settled
from volunteers.assignments.domain.solver.entries import NO_ROW, Entries, where
from volunteers.assignments.domain.solver.instance import ROLES, Instance
from volunteers.assignments.domain.solver.sheet import Sheet


class Novices:
    """At an event there are at most as many novices as experienced leads.

    Where more novices than that have accepted, no further one joins unless leads enough do.
    """

    def __init__(self, sheet: Sheet, instance: Instance, base: Settled, chosen: Choice) -> None:
        self._novice = np.array([person.novice for person in instance.people], dtype=bool)
        tasks = np.unique(chosen.task[self._novice[chosen.person]])
        self._row = np.full(len(instance.tasks), NO_ROW)
        self._joined = np.full(len(instance.tasks), NO_ROW)
        spare = _spare_leads(instance, base)
        self._row[tasks] = sheet.rows(-np.inf, np.maximum(spare, 0)[tasks], len(tasks))
        for task in tasks[spare[tasks] < 0].tolist():
            self._guard(
                sheet,
                task,
                int(-spare[task]),
                int(base.room[len(ROLES) * task + ROLES.index("assistant")]),
            )

    def _guard(self, sheet: Sheet, task: int, missing: int, room: int) -> None:
        """A column that is 1 if any novice joins: then the leads that were missing are too."""
        joins = sheet.columns(0, whole=True)
        sheet.enter([self._row[task]], joins, float(missing))
        self._joined[task] = sheet.rows(-np.inf, 0, 1)[0]
        sheet.enter([self._joined[task]], joins, float(-room))

    def entries(self, chosen: Choice) -> list[Entries]:
        """Novices count up, experienced leads down."""
        row, novice = self._row[chosen.task], self._novice[chosen.person]
        leads = ~novice & (chosen.role == ROLES.index("lead"))
        return [
            where(np.where(novice, row, NO_ROW)),
            where(np.where(leads, row, NO_ROW), -1.0),
            where(np.where(novice, self._joined[chosen.task], NO_ROW)),
        ]


def _spare_leads(instance: Instance, base: Settled) -> NDArray[Any]:
    """The experienced leads less the novices who have accepted, at each event."""
    spare = np.zeros(len(instance.tasks), dtype=np.int64)
    for place in base.places:
        if instance.people[place.person].novice:
            spare[place.task] -= 1
        elif place.role == "lead":
            spare[place.task] += 1
    return spare


class TwoAdults:
    """At an event with minors there is nobody, or there are two; accepted places come first.

    A column says whether anybody comes: then two do, and without it no role is taken.
    """

    def __init__(self, sheet: Sheet, instance: Instance, base: Settled) -> None:
        alone = [
            number
            for number, task in enumerate(instance.tasks)
            if task.minors and not base.company(number)
        ]
        tasks = np.array(alone, dtype=np.int64)
        anybody = sheet.columns(np.zeros(len(tasks)), whole=True)
        self._both = np.full(len(instance.tasks), NO_ROW)
        self._both[tasks] = sheet.rows(0, np.inf, len(tasks))
        sheet.enter(self._both[tasks], anybody, -2.0)
        self._role = np.full((len(ROLES), len(instance.tasks)), NO_ROW)
        for role in range(len(ROLES)):
            rows = self._role[role, tasks] = sheet.rows(-np.inf, 0, len(tasks))
            sheet.enter(rows, anybody, -base.room[len(ROLES) * tasks + role])

    def entries(self, chosen: Choice) -> list[Entries]:
        """Each candidate stands in the event's row and in that of the role."""
        return [where(self._both[chosen.task]), where(self._role[chosen.role, chosen.task])]
