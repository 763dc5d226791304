"""The months and quarters that a period lies in, as far as they are part of it."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal

from msgspec import Struct

Length = Literal["period", "quarter", "month"]
MONTHS: Final[dict[Length, int]] = {"quarter": 3, "month": 1}
A_DAY: Final = timedelta(days=1)


class Part(Struct, frozen=True, kw_only=True):
    """Some days of a period, both included."""

    length: Length
    first: date
    last: date


def parts(first: date, last: date) -> list[Part]:
    """The whole period, then its quarters and its months; one that is all of it is left out."""
    whole = Part(length="period", first=first, last=last)
    shorter = [part for length in MONTHS for part in _pieces(length, first, last)]
    return [whole, *(part for part in shorter if (part.first, part.last) != (first, last))]


def _pieces(length: Length, first: date, last: date) -> Iterator[Part]:
    day = first
    while day <= last:
        end = min(_end(day, MONTHS[length]), last)
        yield Part(length=length, first=day, last=end)
        day = end + A_DAY


def _end(day: date, months: int) -> date:
    """The last day of the stretch of the calendar year that holds the day."""
    month = -(-day.month // months) * months
    return date(day.year, month, monthrange(day.year, month)[1])
