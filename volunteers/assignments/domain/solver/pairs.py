"""Pairs of people in the programme: who would rather be together, and who never is."""

from collections import defaultdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.choice import Choice, Settled
from volunteers.assignments.domain.solver.instance import Instance, Pair
from volunteers.assignments.domain.solver.sheet import Sheet
from volunteers.assignments.domain.solver.weights import Weights

Column = NDArray[Any]
At = dict[int, list[int]]  # a person's candidates at each event


class Pairs:
    """The pairs of an instance beside the candidates of each of the two."""

    def __init__(self, instance: Instance, base: Settled, chosen: Choice) -> None:
        self._base = base
        self._chosen = chosen
        self._pairs = [pair for pair in instance.pairs if pair.one != pair.other]
        people = sorted({each for pair in self._pairs for each in (pair.one, pair.other)})
        self._at: dict[int, At] = {person: defaultdict(list) for person in people}
        for row in np.flatnonzero(np.isin(chosen.person, people)).tolist():
            self._at[int(chosen.person[row])][int(chosen.task[row])].append(row)

    def price(self, weights: Weights) -> int:
        """Add to the price of candidates whose partner's part is settled; what they cost anyway.

        A partner who cannot come makes coming dearer, one who has accepted makes it cheaper by
        what staying away costs. Two who may both come are the affair of `enter`.
        """
        anyway = 0
        for pair in self._pairs:
            if pair.together:
                anyway += self._settled(pair, weights.apart)
        return anyway

    def _settled(self, pair: Pair, apart: int) -> int:
        anyway = 0
        for here, there in ((pair.one, pair.other), (pair.other, pair.one)):
            for task, rows in self._at[here].items():
                if there in self._base.company(task):
                    self._chosen.price[rows] -= apart
                elif task not in self._at[there]:
                    self._chosen.price[rows] += apart
        for company in self._base.there.values():
            anyway += apart * ((pair.one in company) != (pair.other in company))
        return anyway

    def enter(self, sheet: Sheet, weights: Weights) -> None:
        """The rows of pairs who may both come."""
        for pair in self._pairs:
            one, other = self._at[pair.one], self._at[pair.other]
            for task in sorted(one.keys() & other.keys()):
                if pair.together:
                    _apart(sheet, one[task], other[task], weights.apart)
                    _apart(sheet, other[task], one[task], weights.apart)
                else:
                    row = sheet.rows(-np.inf, 1, 1)[0]
                    both = one[task] + other[task]
                    sheet.enter([row] * len(both), both)

    def partners(self, kept: Column) -> Column:
        """Keep with everybody who is kept at an event the partner who would be with them."""
        for pair in self._pairs:
            for here, there in ((pair.one, pair.other), (pair.other, pair.one)):
                for task, rows in self._at[here].items():
                    if kept[rows].any():
                        kept[self._at[there].get(task, [])] = True
        return kept


def _apart(sheet: Sheet, one: list[int], other: list[int], cost: int) -> None:
    """One comes and the other does not, or a column pays for it."""
    row = sheet.rows(-np.inf, 0, 1)[0]
    sheet.enter([row] * len(one), one)
    sheet.enter([row] * len(other), other, -1.0)
    sheet.enter([row], sheet.columns(cost), -1.0)
