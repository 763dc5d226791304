"""Who has time when: weekly windows and whole days away, everybody at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.instance import Part, Person, Task, Window

Column = NDArray[Any]


class SpareTime:
    """The windows and absences of some people; what was asked once is remembered."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._always = np.array([not person.windows for person in people], dtype=bool)
        spans: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for number, person in enumerate(people):
            for span in merged(person.windows):
                spans[span.weekday].append((number, span.starts, span.ends))
        self._spans = {day: np.array(rows, dtype=np.int64) for day, rows in spans.items()}
        away = [(number, it.first, it.last) for number, p in enumerate(people) for it in p.away]
        self._away = np.array(away, dtype=np.int64).reshape(-1, 3)
        self._within: dict[tuple[int, int, int], Column] = {}
        self._gone: dict[int, Column] = {}

    def free(self, task: Task) -> Column:
        """Who has time for every part of it."""
        good = np.ones(len(self._always), dtype=bool)
        for part in task.parts:
            good &= self._in_window(part) & ~self._absent(part.day)
        return good

    def _in_window(self, part: Part) -> Column:
        key = (date.fromordinal(part.day).weekday(), part.starts, part.ends)
        if key not in self._within:
            good = self._always.copy()
            if key[0] in self._spans:
                number, starts, ends = self._spans[key[0]].T
                good[number[(starts <= part.starts) & (ends >= part.ends)]] = True
            self._within[key] = good
        return self._within[key]

    def _absent(self, day: int) -> Column:
        if day not in self._gone:
            number, first, last = self._away.T
            gone = np.zeros(len(self._always), dtype=bool)
            gone[number[(first <= day) & (last >= day)]] = True
            self._gone[day] = gone
        return self._gone[day]


def merged(windows: Sequence[Window]) -> Iterator[Window]:
    """The same time in as few windows as can be: those that touch become one."""
    so_far: Window | None = None
    for window in sorted(windows, key=lambda it: (it.weekday, it.starts)):
        if so_far and so_far.weekday == window.weekday and window.starts <= so_far.ends:
            so_far = Window(window.weekday, so_far.starts, max(so_far.ends, window.ends))
            continue
        if so_far:
            yield so_far
        so_far = window
    if so_far:
        yield so_far
