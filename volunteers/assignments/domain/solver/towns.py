"""Municipalities as numbers, and the minutes between them as a matrix."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.instance import Instance

Minutes = NDArray[np.int64]


class Towns(Struct, frozen=True):
    """Each municipality's number, and `minutes[one, other]`, 0 where the road is not known."""

    number: dict[str, int]
    minutes: Minutes

    def numbers(self, names: Iterator[str]) -> NDArray[Any]:
        """The numbers of so many municipalities."""
        return np.fromiter((self.number[name] for name in names), dtype=np.int32)


def towns_of(instance: Instance) -> Towns:
    """Every municipality that the instance names."""
    named = {name: None for person in instance.people for name in (person.home,)}
    named |= {task.stay.municipality: None for task in instance.tasks}
    named |= {stay.municipality: None for person in instance.people for stay in person.busy}
    named |= {name: None for road in instance.roads for name in (road.one, road.other)}
    number = {name: place for place, name in enumerate(named)}
    minutes = np.zeros((len(number), len(number)), dtype=np.int64)
    for road in instance.roads:
        one, other = number[road.one], number[road.other]
        if one != other:
            minutes[one, other] = minutes[other, one] = road.minutes
    return Towns(number, minutes)
