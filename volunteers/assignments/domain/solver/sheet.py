"""A mixed integer programme that grows by blocks of columns and of rows."""

from typing import Any

import highspy
import numpy as np
from numpy.typing import ArrayLike, NDArray

Column = NDArray[Any]


class Sheet:
    """The programme: minimise the costs of the columns, each row between its bounds."""

    def __init__(self) -> None:
        self.width = 0
        self.height = 0
        self.constant = 0
        self._costs: list[Column] = []
        self._most: list[Column] = []
        self._whole: list[Column] = []
        self._bounds: list[tuple[Column, Column]] = []
        self._entries: list[tuple[Column, Column, Column]] = []

    def columns(self, costs: ArrayLike, most: ArrayLike = 1.0, *, whole: bool = False) -> Column:
        """Add columns from 0 to `most`, and tell their numbers."""
        added = np.atleast_1d(np.asarray(costs, dtype=float))
        self._costs.append(added)
        self._most.append(np.broadcast_to(np.asarray(most, dtype=float), added.shape))
        self._whole.append(np.full(added.shape, whole))
        self.width += len(added)
        return np.arange(self.width - len(added), self.width)

    def rows(self, least: ArrayLike, most: ArrayLike, count: int) -> Column:
        """Add empty rows, and tell their numbers."""
        bounds = (np.asarray(least, dtype=float), np.asarray(most, dtype=float))
        self._bounds.append(
            (np.broadcast_to(bounds[0], (count,)), np.broadcast_to(bounds[1], (count,)))
        )
        self.height += count
        return np.arange(self.height - count, self.height)

    def enter(self, rows: ArrayLike, columns: ArrayLike, value: ArrayLike = 1.0) -> None:
        """Give some columns a coefficient in some rows, pair by pair."""
        row, column = np.asarray(rows, dtype=np.int32), np.asarray(columns, dtype=np.int32)
        values = np.broadcast_to(np.asarray(value, dtype=float), row.shape)
        self._entries.append((row, column, values))

    def bounds(self) -> tuple[Column, Column]:
        """The least and the most of every row."""
        least, most = zip(*self._bounds, strict=True)
        return np.concatenate(least), np.concatenate(most)

    def most(self) -> Column:
        """The most of every column."""
        return np.concatenate(self._most)

    def programme(self, *, relaxed: bool = False) -> highspy.HighsLp:
        """What HiGHS is given, row by row; `relaxed` takes parts of a whole for good."""
        row, column, value = (np.concatenate(each) for each in zip(*self._entries, strict=True))
        order = np.lexsort((column, row))
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.width, self.height
        lp.offset_ = float(self.constant)
        lp.col_cost_ = np.concatenate(self._costs)
        lp.col_lower_, lp.col_upper_ = np.zeros(self.width), self.most()
        lp.row_lower_, lp.row_upper_ = self.bounds()
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = self.width, self.height
        counts = np.bincount(row, minlength=self.height)
        lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
        lp.a_matrix_.index_, lp.a_matrix_.value_ = column[order], value[order]
        if not relaxed:
            kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
            lp.integrality_ = [kinds[whole] for whole in np.concatenate(self._whole).tolist()]
        return lp
