"""What a clock that was wrong showed, and when it was by ours."""

from datetime import UTC, datetime, timedelta
from typing import Final

FIRST: Final = datetime(2, 1, 1, tzinfo=UTC)
LAST: Final = datetime(9998, 12, 31, tzinfo=UTC)
"""Between them lies what can be shown in every zone, with some days to calculate with."""
MOST: Final = 100 * 365 * 24 * 60 * 60 * 1000
"""Milliseconds by which a clock may be wrong: a hundred years. The database keeps no more."""
CORRECTED: Final = f"""
    least(greatest(at + clock_skew * interval '1 millisecond',
        timestamptz '{FIRST.isoformat()}'), timestamptz '{LAST.isoformat()}')
"""
"""`corrected` in the database's words."""


def corrected(at: datetime, clock_skew: int) -> datetime:
    """The moment when a clock showed `at` to which `clock_skew` milliseconds must be added.

    What no calendar holds is its first or last day, when no event is.
    """
    try:
        moment = at + timedelta(milliseconds=clock_skew)
    except OverflowError:
        return FIRST if clock_skew < 0 else LAST
    return min(max(moment, FIRST), LAST)
