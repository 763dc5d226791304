"""For every event, those that nobody who is at it can be at too."""

from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.instance import Instance
from volunteers.assignments.domain.solver.stays import Stays, clashing, columns
from volunteers.assignments.domain.solver.towns import towns_of

Column = NDArray[Any]


def neighbours(instance: Instance) -> list[Column]:
    """By task; each is among its own, for nobody has two roles at one event."""
    towns, venues = towns_of(instance), dict[UUID, int]()
    stays = columns([task.stay for task in instance.tasks], towns, venues)
    order = np.argsort(stays.starts, kind="stable")
    ordered = stays.at(order)
    one, other = _near_in_time(ordered, int(towns.minutes.max(initial=60)))
    clash = clashing(ordered.at(one), ordered.at(other), towns)
    one, other = order[one[clash]], order[other[clash]]
    itself = np.arange(len(order))
    here = np.concatenate((one, other, itself))
    there = np.concatenate((other, one, itself))
    sizes = np.bincount(here, minlength=len(order))
    sorted_there = there[np.argsort(here, kind="stable")]
    return np.split(sorted_there, np.cumsum(sizes)[:-1])


def _near_in_time(ordered: Stays, farthest: int) -> tuple[Column, Column]:
    """Each with those that begin after it but soon enough to matter, pair by pair."""
    position = np.arange(len(ordered.starts))
    until = np.searchsorted(ordered.starts, ordered.ends + farthest, "right")
    counts = np.maximum(0, until - position - 1)
    one = np.repeat(position, counts)
    before = np.cumsum(counts) - counts
    return one, one + 1 + np.arange(len(one)) - np.repeat(before, counts)
