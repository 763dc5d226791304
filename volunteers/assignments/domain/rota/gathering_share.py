"""For which part of the events people have time: who is there less is not thought to do less."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.instance import Away, Part, Person, Task, Window

LEAST: Final = 10
Mask: TypeAlias = NDArray[np.bool_]


class Calendar:
    """The days and hours of the events, to hold people's windows and absences against."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        parts: list[Part] = [part for task in tasks for part in task.parts]
        self._tasks = len(tasks)
        # Every event has a part: the first of each tells where the next event's begin.
        self._firsts = np.cumsum([0, *(len(task.parts) for task in tasks[:-1])])
        self._days = np.array([part.day for part in parts])
        self._starts = np.array([part.starts for part in parts])
        self._ends = np.array([part.ends for part in parts])
        self._known: dict[tuple[Window, ...], Mask] = {}

    def share(self, person: Person) -> int:
        """The part of the events that somebody has time for, in percent and at least 10."""
        if not self._tasks or not (person.windows or person.away):
            return 100
        free = self._within(person.windows) & ~self._touched(person.away)
        whole = np.logical_and.reduceat(free, self._firsts)
        return max(LEAST, int(whole.sum()) * 100 // self._tasks)

    def _within(self, windows: tuple[Window, ...]) -> Mask:
        if windows not in self._known:
            self._known[windows] = self._fitting(windows)
        return self._known[windows]

    def _fitting(self, windows: tuple[Window, ...]) -> Mask:
        if not windows:
            return np.ones(len(self._days), dtype=bool)
        # 1 January of the year 1, whose ordinal is 1, was a Monday.
        weekdays = (self._days - 1) % 7
        fits = np.zeros(len(self._days), dtype=bool)
        for window in joined(windows):
            on_it = weekdays == window.weekday
            fits |= on_it & (self._starts >= window.starts) & (self._ends <= window.ends)
        return fits

    def _touched(self, away: tuple[Away, ...]) -> Mask:
        touched = np.zeros(len(self._days), dtype=bool)
        for one in away:
            touched |= (self._days >= one.first) & (self._days <= one.last)
        return touched


def joined(windows: Sequence[Window]) -> list[Window]:
    """The windows with those that touch made one."""
    found: list[Window] = []
    for one in sorted(windows, key=lambda it: (it.weekday, it.starts, it.ends)):
        before = found[-1] if found else None
        if before and before.weekday == one.weekday and one.starts <= before.ends:
            found[-1] = Window(one.weekday, before.starts, max(before.ends, one.ends))
        else:
            found.append(one)
    return found
