"""The additive numbers of each part, and the figures that they become."""

from typing import Self

import numpy as np
from msgspec import Struct

from events.outreach.domain.rollups.packing import Numbers
from events.outreach.domain.rollups.registers import Lines
from events.outreach.domain.totals import Cell


class Sums(Struct, frozen=True, kw_only=True):
    """Of each part: check-ins with a pass and without, people counted, and how many lines.

    Those taken back are not among them; as many passes as are `doubtful` may be theirs.
    """

    passes: Numbers
    anonymous: Numbers
    tallied: Numbers
    doubtful: Numbers
    lines: Numbers

    def gathered(self, places: Numbers, part: Numbers, parts: int) -> Self:
        """The sums of larger parts: what is at `places[n]` goes to `part[n]`."""
        return type(self)(
            **{
                name: _added(getattr(self, name)[places], part, parts)
                for name in self.__struct_fields__
            }
        )


def sums(lines: Lines, of_presence: Numbers, of_cell: Numbers, parts: int) -> Sums:
    """The sums of each part, when the two say to which each line goes."""
    passes, cells = np.bincount(of_presence, minlength=parts), lines.cells
    return Sums(
        passes=passes,
        anonymous=_added(cells.check_ins, of_cell, parts),
        tallied=_added(cells.headcount, of_cell, parts),
        doubtful=_added(cells.doubtful, of_cell, parts),
        lines=passes + np.bincount(of_cell, minlength=parts),
    )


def figures(of: Sums, distinct: Numbers, fewest: Numbers) -> list[Cell]:
    """The figures of each part, as `totals` has them."""
    check_ins = of.passes + of.anonymous
    contacts = check_ins + of.tallied
    columns = {
        "contacts": contacts,
        "unique_from": fewest,
        "unique_to": np.minimum(distinct + of.anonymous + of.tallied + of.doubtful, contacts),
        "headcount": of.tallied,
        "check_ins": check_ins,
    }
    rows = np.stack(list(columns.values()), axis=1).tolist()
    return [Cell(**dict(zip(columns, row, strict=True))) for row in rows]


def _added(numbers: Numbers, part: Numbers, parts: int) -> Numbers:
    # Exact: no sum of people comes near 2**53.
    return np.bincount(part, numbers.astype(np.float64), parts).astype(np.int64)
