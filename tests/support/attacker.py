"""Somebody who has every release ever made and tries to find a small group in them.

They know which events there were, who could have come, every number that was told, and that nobody
is in a cell that was neither told nor held back. They solve for a group by adding and subtracting
over the rationals, and look for how few and how many people it can be.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, NamedTuple

import highspy
import numpy as np

NEAR = 1e-6


class Person(NamedTuple):
    """Somebody who could have come to an event, and the releases that would have counted them."""

    event: int
    municipality: str
    kind: str
    topics: tuple[str, ...]
    sex: str
    age_band: str
    audience: str
    present: frozenset[int]


class Seen(NamedTuple):
    """A cell of a release; without a number where it was held back."""

    release: int
    table: tuple[str, ...]
    codes: tuple[str, ...]
    number: int | None


def stands(person: Person, cell: Seen) -> bool:
    """Whether this cell counts this person."""
    if cell.release not in person.present:
        return False
    return all(
        code in said(person, name) for name, code in zip(cell.table, cell.codes, strict=True)
    )


def said(person: Person, name: str) -> tuple[str, ...]:
    """What a table that asks for this tells of somebody."""
    return person.topics or ("unknown",) if name == "topic" else (getattr(person, name),)


class Attacker:
    """Works with sums over those who could have come, each kind of them once.

    `people` is how many of them there really are: only we know that.
    """

    def __init__(
        self, possible: Mapping[Person, int], seen: Sequence[Seen], *, unread: int | None = None
    ) -> None:
        self.seen = seen
        self._read = [cell.release != unread for cell in seen]
        kinds: Counter[tuple[bool, ...]] = Counter()
        for who, number in possible.items():
            kinds[tuple(stands(who, cell) for cell in seen)] += number
        self.columns = np.array(list(kinds), dtype=float).T
        self.people = np.array(list(kinds.values()), dtype=float)
        self._echelon: list[tuple[int, list[Fraction]]] = []
        for cell, row, read in zip(seen, self.columns, self._read, strict=True):
            if read and cell.number is not None:
                self._learn(row)

    def knows(self, group: Any) -> bool:
        """Whether the number of a group follows, whatever the numbers are."""
        return not any(self._left([Fraction(int(part)) for part in group]))

    def _learn(self, row: Any) -> None:
        left = self._left([Fraction(int(part)) for part in row])
        pivot = next((at for at, part in enumerate(left) if part), None)
        if pivot is not None:
            self._echelon.append((pivot, [part / left[pivot] for part in left]))

    def _left(self, row: list[Fraction]) -> list[Fraction]:
        for pivot, known in self._echelon:
            if factor := row[pivot]:
                row = [mine - factor * theirs if theirs else mine
                       for mine, theirs in zip(row, known, strict=True)]  # fmt: skip
        return row

    def between(self, group: Any) -> tuple[float, float]:
        """How few and how many people a group can be."""
        return self._end(group, 1.0, least=0.0), -self._end(-group, 1.0, least=1.0)

    def _end(self, costs: Any, sense: float, *, least: float) -> float:
        height, width = self.columns.shape
        numbers = [cell.number for cell in self.seen]
        lower = [least if number is None else float(number) for number in numbers]
        upper = [highspy.kHighsInf if number is None else float(number) for number in numbers]
        solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy leaves it without types
        solver.silent()
        solver.addVars(width, np.zeros(width), np.full(width, highspy.kHighsInf))
        solver.changeColsCost(width, np.arange(width, dtype=np.int32), sense * costs)
        for at in filter(self._read.__getitem__, range(height)):
            columns = np.flatnonzero(self.columns[at]).astype(np.int32)
            solver.addRow(lower[at], upper[at], len(columns), columns, np.ones(len(columns)))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return -highspy.kHighsInf
        return float(solver.getInfo().objective_function_value)


class Small(NamedTuple):
    """A group that nobody may find: so few people that they may be no more than `most`."""

    group: Any
    most: int


def found(attacker: Attacker, smalls: Collection[Small], before: Attacker) -> list[Small]:
    """The small groups that this attacker finds: exactly, or closer than between 1 and the most.

    Unless they were found as well `before` the last release.
    """
    return [small for small in smalls if _breaks(attacker, small, before)]


def _breaks(attacker: Attacker, small: Small, before: Attacker) -> bool:
    if attacker.knows(small.group):
        return not before.knows(small.group)
    fewest, most = attacker.between(small.group)
    if fewest <= 1 + NEAR and most >= small.most - NEAR:
        return False
    least, largest = before.between(small.group)
    return fewest > max(1, least) + NEAR or most < min(small.most, largest) - NEAR


def nested(attacker: Attacker) -> list[Any]:
    """What a cell has that another, within it, has not."""
    columns = attacker.columns
    pairs = [*combinations(range(len(columns)), 2)]
    return [
        columns[b] - columns[a]
        for first, second in pairs for a, b in ((first, second), (second, first))
        if (columns[a] <= columns[b]).all() and (columns[a] < columns[b]).any()
    ]  # fmt: skip
