"""How many places more everybody takes in each week and each month."""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.fixed import limit_of, room_left, spells
from volunteers.assignments.domain.solver.instance import Instance, Place

KINDS: Final = ("week", "month")
UNLIMITED: Final = 1 << 20
Column = NDArray[Any]


class Room:
    """What is left beside `busy` and accepted places, and beside what is used up here."""

    def __init__(self, instance: Instance) -> None:
        named = [spells(task.stay.day) for task in instance.tasks]
        numbers: tuple[dict[int, int], ...] = ({}, {})
        self._spell = [
            [numbers[kind].setdefault(spell[kind][1], len(numbers[kind])) for spell in named]
            for kind in range(len(KINDS))
        ]
        people = range(len(instance.people))
        self._left = [
            np.tile(_limits(instance, kind, people), (len(number), 1))
            for kind, number in zip(KINDS, numbers, strict=True)
        ]
        for (person, kind, which), left in room_left(instance).items():
            at = KINDS.index(kind)
            if which in numbers[at]:
                self._left[at][numbers[at][which], person] = left
        self._full = [left <= 0 for left in self._left]

    def full(self, task: int, people: Column) -> Column:
        """Which of some people have had enough in the week or month of an event."""
        (week, month), (weeks, months) = self._full, self._spell
        return np.asarray(week[weeks[task]].take(people) | month[months[task]].take(people))

    def hindering(self, tasks: Iterable[int], place: Place) -> list[int]:
        """Any of some events to give up for there to be room for a place, if there is none."""
        full = [
            spell
            for shut, spell in zip(self._full, self._spell, strict=True)
            if shut[spell[place.task], place.person]
        ]
        if not full:
            return []
        return [it for it in tasks if all(spell[it] == spell[place.task] for spell in full)]

    def use(self, task: int, person: int, number: int) -> None:
        """Take up so much room."""
        for left, full, spell in zip(self._left, self._full, self._spell, strict=True):
            left[spell[task], person] -= number
            full[spell[task], person] = left[spell[task], person] <= 0


def _limits(instance: Instance, kind: str, people: range) -> Column:
    limits = [limit_of(instance, person, kind) for person in people]
    return np.array([UNLIMITED if limit is None else limit for limit in limits], dtype=np.int32)
