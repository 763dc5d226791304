"""Where candidates stand in the rows of the programme, many at once."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Column = NDArray[Any]
NO_ROW: Final = -1


class Entries(Struct, frozen=True):
    """Coefficients one by one: the row, the candidate's position among those asked, the value."""

    row: Column
    candidate: Column
    value: float = 1.0


def listed(row: Sequence[int], candidate: Sequence[int], value: float = 1.0) -> Entries:
    """The same from lists."""
    return Entries(np.array(row, dtype=np.int64), np.array(candidate, dtype=np.int64), value)


def where(row: Column, value: float = 1.0) -> Entries:
    """An entry for each candidate whose row is not `NO_ROW`."""
    candidate = np.flatnonzero(row != NO_ROW)
    return Entries(row[candidate], candidate, value)
