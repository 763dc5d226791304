"""The rota as a linear programme that begins with few candidates and few rows, and takes in more.

Clashes are left out until somebody is put at two events at once, and pairs altogether: without
them it is nearly a network, which the simplex method is through with many times sooner.
"""

from collections.abc import Iterator
from typing import Any, Final

import highspy
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.clashes import Clashes, bits
from volunteers.assignments.domain.solver.company import Novices, TwoAdults
from volunteers.assignments.domain.solver.covering import Covering, Languages
from volunteers.assignments.domain.solver.highs import quiet
from volunteers.assignments.domain.solver.limits import Limit
from volunteers.assignments.domain.solver.loads import Loads
from volunteers.assignments.domain.solver.model import Family, Question
from volunteers.assignments.domain.solver.one_place import cliques_of, places_of
from volunteers.assignments.domain.solver.sheet import Sheet

Column = NDArray[Any]
SOME: Final = 1e-6  # less than this of a place is none


class Relaxed(Struct, frozen=True):
    """An optimum: what is taken of each candidate that is in, and by how much taking it costs more
    than it saves (`excess`), and what the rows are worth.

    `worth` has no rows of weeks and none of clashes; whatever it says, `floor` and the least that
    candidates can come to by it (their price less `worth` of their rows) bound the cost of any
    rota from below.
    """

    objective: float
    taken: Column
    excess: Column
    worth: Column
    floor: float


class Master:
    """`rows` are the candidates that are in, by their place among all."""

    def __init__(self, asked: Question, rows: Column) -> None:
        self._asked = asked
        self.rows = rows
        self._sheet = sheet = Sheet()
        sheet.constant = asked.anyway
        self._first = len(rows)
        chosen = asked.choice.only(rows)
        sheet.columns(chosen.price)
        self.week = Limit(sheet, asked.instance, asked.choice, "week")
        # All candidates decide which rows there are, so that those left out can be judged by them.
        self.families: list[Family] = [
            Covering(sheet, asked.base, asked.weights),
            Languages(sheet, asked.instance, asked.base, asked.weights),
            Loads(sheet, asked.instance, asked.base, asked.choice, asked.weights),
            Limit(sheet, asked.instance, asked.choice, "month"),
            Novices(sheet, asked.instance, asked.base, asked.choice),
            TwoAdults(sheet, asked.instance, asked.base),
        ]
        for family in (self.week, *self.families):
            for entries in family.entries(chosen):
                sheet.enter(entries.row, entries.candidate, entries.value)
        self._solver = quiet(0, 0)
        self._solver.setOptionValue("solver", "simplex")
        self._solver.passModel(sheet.programme(relaxed=True))

    def solve(self, seconds: float) -> Relaxed | None:
        """The optimum over the candidates that are in; None if the time was up."""
        # HiGHS counts all its runs together.
        until = self._solver.getRunTime() + max(0.0, seconds)
        self._solver.setOptionValue("time_limit", until)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._solver.getSolution()
        values, excess = np.array(solution.col_value), np.array(solution.col_dual)
        worth, floor = self._worth(np.array(solution.row_dual), excess)
        objective = self._solver.getInfo().objective_function_value
        columns = self._columns()
        return Relaxed(objective, values[columns], excess[columns], worth, floor)

    def _columns(self) -> Column:
        later = self._sheet.width + np.arange(len(self.rows) - self._first)
        return np.concatenate((np.arange(self._first), later))

    def _worth(self, duals: Column, excess: Column) -> tuple[Column, float]:
        """Any worth with the right sign does for a bound, so that of some rows is left out."""
        least, most = self._sheet.bounds()
        worth = duals[: self._sheet.height]
        worth = np.where(np.isinf(least), np.minimum(worth, 0), worth)
        worth = np.where(np.isinf(most), np.maximum(worth, 0), worth)
        worth[self.week.rows] = 0
        pays = np.flatnonzero(worth)
        at_rows = worth[pays] * np.where(worth[pays] > 0, least[pays], most[pays])
        others = slice(self._first, self._sheet.width)
        beside = np.minimum(0, excess[others]) * self._sheet.most()[others]
        return worth, float(self._asked.anyway + at_rows.sum() + beside.sum())

    def admit(self, rows: Column) -> None:
        """Take in further candidates, if there are any."""
        if not len(rows):
            return
        chosen = self._asked.choice.only(rows)
        found = [it for family in (self.week, *self.families) for it in family.entries(chosen)]
        candidate = np.concatenate([entries.candidate for entries in found])
        row = np.concatenate([entries.row for entries in found])
        value = np.concatenate([np.full(len(each.row), each.value) for each in found])
        order = np.argsort(candidate, kind="stable")
        starts = np.searchsorted(candidate[order], np.arange(len(rows)))
        self._solver.addCols(
            len(rows), chosen.price.astype(float), np.zeros(len(rows)), np.ones(len(rows)),
            len(row), starts.astype(np.int32), row[order].astype(np.int32), value[order],
        )  # fmt: skip
        self.rows = np.concatenate((self.rows, rows))

    def part(self, taken: Column) -> int:
        """Add rows against what is taken of events that clash, and tell how many."""
        columns, clashes = self._columns(), self._asked.clashes
        torn = [
            columns[rows].astype(np.int32)
            for _person, at in places_of(self._asked.choice.only(self.rows), clashes)
            for rows in _torn(at, taken, clashes)
        ]
        for row in torn:
            self._solver.addRow(-highspy.kHighsInf, 1.0, len(row), row, np.ones(len(row)))
        return len(torn)


def _torn(at: dict[int, list[int]], taken: Column, clashes: Clashes) -> Iterator[list[int]]:
    """Somebody's candidates in each clique of events of which they take more than one."""
    some = {place: rows for place, rows in at.items() if taken[rows].sum() > SOME}
    everything = sum(1 << place for place in at)
    for clique in cliques_of(some, clashes):
        if sum(taken[some[place]].sum() for place in bits(clique)) > 1 + SOME:
            whole = clashes.grown(clique, everything)
            yield [row for place in bits(whole) for row in at[place]]
