"""What follows from released numbers by adding and subtracting, whatever the numbers are.

Rows are sums over the same columns. A row that lies in the span of those that are known is known
as well. Reckoned modulo a prime: what follows over the rationals with whole coefficients follows
here too, so an error could only hold back too much.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

PRIME: Final = 1_048_573
"""Below 2²⁰, so that sums of 2¹³ products are exact in doubles, which are multiplied fastest."""
BLOCK: Final = 64
SPARE: Final = 16
SEED: Final = 20_261_122

Rows = NDArray[np.float64]
Flags = NDArray[np.bool_]
NO_COLUMNS: Final = np.empty(0, dtype=np.intp)


class Span:
    """Rows by number, as they are left when all that is known is taken away from them.

    After the rows stand the `columns`, each as a row that is that column alone.
    """

    def __init__(self, rows: NDArray[Any], columns: NDArray[np.intp] = NO_COLUMNS) -> None:
        self.rest: Rows = _narrowed(rows, columns)

    def known(self) -> Flags:
        """Which rows follow from what is known."""
        return np.asarray(~np.any(self.rest, axis=1), dtype=np.bool_)

    def learn_all(self, rows: Sequence[int]) -> None:
        """Know these rows, many at a time."""
        for start in range(0, len(rows), BLOCK):
            self._learn_block(self.rest[list(rows[start : start + BLOCK])])

    def learn_unless(self, row: int, guarded: Flags) -> bool:
        """Know a row unless one of the guarded would follow; says whether it is known now."""
        learnt = self.rest[row]
        if not learnt.any():
            return True
        pivot = int(np.flatnonzero(learnt)[0])
        after = self._without(_scaled(learnt, pivot)[None, :], [pivot])
        if np.any(guarded & self.rest.any(axis=1) & ~after.any(axis=1)):
            return False
        self.rest = after
        return True

    def _learn_block(self, block: Rows) -> None:
        basis, pivots = _reduced(block.copy())
        if pivots:
            self.rest = self._without(basis, pivots)

    def _without(self, basis: Rows, pivots: list[int]) -> Rows:
        left: Rows = np.mod(self.rest - np.mod(self.rest[:, pivots] @ basis, PRIME), PRIME)
        return left


def _narrowed(rows: NDArray[Any], columns: NDArray[np.intp]) -> Rows:
    """The rows over so few columns as keep them apart: random sums of the columns that there are.

    Whatever follows before follows after; the converse fails with probability PRIME to the -SPARE.
    """
    height, width = rows.shape
    if width > height + SPARE:
        drawn = np.random.default_rng(SEED).integers(0, PRIME, (width, height + SPARE))
        mixing: Rows = drawn.astype(np.float64)
    else:
        mixing = np.eye(width)
    mixed = np.mod(rows.astype(np.float64) @ mixing, PRIME)
    narrowed: Rows = np.concatenate([mixed, mixing[columns]])
    return narrowed


def _reduced(block: Rows) -> tuple[Rows, list[int]]:
    """The block in reduced echelon form, and the columns of its pivots."""
    pivots: list[int] = []
    for at in range(len(block)):
        if not block[at].any():
            continue
        pivot = int(np.flatnonzero(block[at])[0])
        block[at] = _scaled(block[at], pivot)
        others = np.arange(len(block)) != at
        block[others] = np.mod(
            block[others] - np.outer(block[others, pivot], block[at]) % PRIME, PRIME
        )
        pivots.append(pivot)
    return block[block.any(axis=1)], pivots


def _scaled(row: Rows, pivot: int) -> Rows:
    scaled: Rows = np.mod(row * pow(int(row[pivot]), -1, PRIME), PRIME)
    return scaled
