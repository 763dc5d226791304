"""Cells as sums over the smallest groups of people, and the groups that nobody may find out.

The attacker knows the cells that are told, now and ever before, and that those held back are not
empty, while those neither told nor held back are.
"""

from enum import Enum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Membership = NDArray[np.bool_]
People = NDArray[np.int64]


class Standing(Enum):
    """What was or can be done with a cell: told earlier, kept back earlier, or to be decided."""

    TOLD = "told"
    KEPT = "kept"
    OPEN = "open"


class Row(Struct, frozen=True, kw_only=True):
    """A cell; the greater its `worth` the sooner it is told, and `few` people are behind it."""

    standing: Standing
    worth: tuple[int, int] = (0, 0)
    small: int
    few: bool = False


class Problem(Struct, frozen=True, kw_only=True):
    """Which smallest groups are in which cells (cells × groups), and how many people they are.

    Groups of nobody are among them: who could have come, for all that is told.
    `blocks` are further sets of groups that are to be guarded where they are small. `sensitive`
    says of each smallest group whether the greater threshold holds for it.
    """

    rows: list[Row]
    member: Membership
    people: People
    sensitive: Membership
    blocks: Membership
    small: int
    small_sensitive: int

    @property
    def values(self) -> People:
        """How many people are in each cell."""
        return self.count(self.member)

    def count(self, sets: Membership) -> People:
        """How many people are in each set of groups."""
        # In doubles, which are multiplied fastest; exact for any number of people.
        counted = sets.astype(np.float64) @ self.people.astype(np.float64)
        return np.asarray(counted, dtype=np.int64)

    def standing(self, standing: Standing) -> Membership:
        """Which rows stand so."""
        return np.array([row.standing is standing for row in self.rows], dtype=bool)

    def threshold(self, sets: Membership) -> People:
        """From how many people on each set of groups may be known."""
        touched = (sets & self.sensitive & (self.people > 0)).any(axis=1)
        return np.where(touched, self.small_sensitive, self.small).astype(np.int64)


class Target(Struct, frozen=True, eq=False):
    """A set of groups of which nothing more may be known than that it lies in [low, high]."""

    groups: Membership
    low: int
    high: int
