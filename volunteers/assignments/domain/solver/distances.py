"""How far everybody is from every event, and who does not go as far."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.instance import Instance
from volunteers.assignments.domain.solver.towns import towns_of

Column = NDArray[Any]


class Distances:
    """The minutes from home; none to a virtual event, to which nobody is too far."""

    def __init__(self, instance: Instance) -> None:
        self._towns, self._tasks = towns_of(instance), instance.tasks
        self._home = self._towns.numbers(person.home for person in instance.people)
        limits = [person.travel_minutes for person in instance.people]
        self._most = np.array([np.inf if it is None else it for it in limits], dtype=float)

    def minutes(self, task: int) -> Column:
        """For everybody."""
        stay = self._tasks[task].stay
        if stay.virtual:
            return np.zeros(len(self._home), dtype=np.int64)
        return np.asarray(self._towns.minutes[self._home, self._towns.number[stay.municipality]])

    def too_far(self, task: int) -> Column:
        """Whom the journey would take longer than they travel."""
        far = self.minutes(task) > self._most
        return far & (not self._tasks[task].stay.virtual)
