"""Rows of the programme: nobody takes more places in a week, or in a month, than they take."""

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.choice import Choice
from volunteers.assignments.domain.solver.entries import NO_ROW, Entries, where
from volunteers.assignments.domain.solver.fixed import limit_of, room_left, spells
from volunteers.assignments.domain.solver.instance import Instance
from volunteers.assignments.domain.solver.sheet import Sheet

Column = NDArray[Any]


class Limit:
    """The rows of weeks or of months, only where there is more on offer than is taken.

    `of_task` numbers the weeks or months, `most[person, number]` is how much is taken at most,
    infinite without a limit.
    """

    def __init__(
        self, sheet: Sheet, instance: Instance, chosen: Choice, kind: Literal["week", "month"]
    ) -> None:
        which = [dict(spells(task.stay.day))[kind] for task in instance.tasks]
        number = {name: place for place, name in enumerate(sorted(set(which)))}
        self.of_task = np.array([number[name] for name in which], dtype=np.int32)
        self.most = _most(instance, number, kind)
        offered = np.zeros(self.most.shape)
        np.add.at(offered, (chosen.person, self.of_task[chosen.task]), 1)
        bound = offered > self.most
        self.rows = sheet.rows(-np.inf, self.most[bound], int(bound.sum()))
        self._row = np.full(self.most.shape, NO_ROW)
        self._row[bound] = self.rows

    def entries(self, chosen: Choice) -> list[Entries]:
        """Each candidate stands in the week or the month of the event's day."""
        return [where(self._row[chosen.person, self.of_task[chosen.task]])]


def _most(instance: Instance, number: dict[int, int], kind: str) -> Column:
    limits = [limit_of(instance, person, kind) for person in range(len(instance.people))]
    each = np.array([np.inf if limit is None else limit for limit in limits], dtype=float)
    most = np.repeat(each[:, None], len(number), axis=1)
    for (person, of, name), left in room_left(instance).items():
        if of == kind and name in number:
            most[person, number[name]] = left
    return most
