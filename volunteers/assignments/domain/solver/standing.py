"""Who is qualified and cleared for what, everybody at once."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.instance import Person, Task

FOREVER: Final = 2**31 - 1
NEVER: Final = -1
Column = NDArray[Any]


class Standing:
    """Certificates and clearances of some people, by topic and by day."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._count = len(people)
        self._experienced = np.array([not person.novice for person in people], dtype=bool)
        self._until: dict[tuple[str, str], Column] = {}
        for number, person in enumerate(people):
            for it in person.qualified:
                until = FOREVER if it.until is None else it.until
                # Who may lead may assist too.
                for role in {it.role, "assistant"}:
                    column = self._until.setdefault((it.topic, role), self._nobody())
                    column[number] = max(column[number], until)
        held = [(number, it) for number, person in enumerate(people) for it in person.cleared]
        self._holder = np.array([number for number, _it in held], dtype=np.int32)
        self._first = np.array([it.first for _number, it in held], dtype=np.int64)
        self._last = np.array([it.last for _number, it in held], dtype=np.int64)
        self._cleared: dict[tuple[int, int], Column] = {}

    def _nobody(self) -> Column:
        return np.full(self._count, NEVER, dtype=np.int64)

    def qualified(self, task: Task, role: str) -> Column:
        """Who may lead or assist at it, on its last day; novices never lead."""
        last = max(part.day for part in task.parts)
        good = np.full(self._count, not task.topics)
        for topic in task.topics:
            if (topic, role) in self._until:
                good |= self._until[topic, role] >= last
        return good & self._experienced if role == "lead" else good

    def cleared(self, task: Task) -> Column:
        """Who has one clearance from its first day through its last, where there are minors."""
        if not task.minors:
            return np.ones(self._count, dtype=bool)
        days = [part.day for part in task.parts]
        span = min(days), max(days)
        if span not in self._cleared:
            good = np.zeros(self._count, dtype=bool)
            good[self._holder[(self._first <= span[0]) & (self._last >= span[1])]] = True
            self._cleared[span] = good
        return self._cleared[span]
