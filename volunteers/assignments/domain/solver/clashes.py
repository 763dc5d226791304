"""Which events nobody can be at both of, and a person's cliques of them.

A set of events is a whole number whose bits are positions in the order in which they begin: Python
works on such sets faster than on any other, and there are no more of them than tasks.
"""

from collections.abc import Iterator
from uuid import UUID

import numpy as np

from volunteers.assignments.domain.solver.instance import Instance
from volunteers.assignments.domain.solver.stays import clashing, columns
from volunteers.assignments.domain.solver.towns import towns_of


class Clashes:
    """The events of an instance by when they begin, each with those that clash with it."""

    def __init__(self, instance: Instance) -> None:
        towns, venues = towns_of(instance), dict[UUID, int]()
        stays = columns([task.stay for task in instance.tasks], towns, venues)
        self.order = np.argsort(stays.starts, kind="stable")
        self.position = np.argsort(self.order, kind="stable")
        ordered = stays.at(self.order)
        farthest = int(towns.minutes.max(initial=60))
        until = np.searchsorted(ordered.starts, ordered.ends + farthest, "right")
        self.against = [0] * len(instance.tasks)
        for here in range(len(instance.tasks)):
            later = slice(here + 1, max(here + 1, int(until[here])))
            clash = clashing(ordered.at(slice(here, here + 1)), ordered.at(later), towns)
            for there in (np.flatnonzero(clash) + here + 1).tolist():
                self.against[here] |= 1 << there
                self.against[there] |= 1 << here

    def grown(self, clique: int, within: int) -> int:
        """A largest clique that holds this one; the earliest that fits is added first."""
        common = within
        for position in bits(clique):
            common &= self.against[position]
        while common:
            first = common & -common
            clique |= first
            common &= self.against[first.bit_length() - 1]
        return clique

    def cliques(self, within: int) -> Iterator[int]:
        """Cliques, none part of another, such that each clash lies in one of them."""
        covered: dict[int, int] = {}
        for here in bits(within):
            open_ = self.against[here] & within & ~covered.get(here, 0) & (-1 << here)
            while open_:
                clique = self.grown(1 << here | (open_ & -open_), within)
                for member in bits(clique):
                    covered[member] = covered.get(member, 0) | clique
                yield clique
                open_ &= ~clique


def bits(positions: int) -> Iterator[int]:
    """The positions in a set, from the first on."""
    while positions:
        first = positions & -positions
        yield first.bit_length() - 1
        positions ^= first
