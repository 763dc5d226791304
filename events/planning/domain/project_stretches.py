"""Cutting the days of a project into stretches in which a person is counted once.

They never overlap: what is there already stays, and the new ones lie around it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, Literal, get_args

from msgspec import Struct

Every = Literal["year", "half", "quarter", "whole"]
EVERY: Final[tuple[Every, ...]] = get_args(Every)
MONTHS: Final = {"year": 12, "half": 6, "quarter": 3}
A_DAY: Final = timedelta(days=1)


class Stretch(Struct, frozen=True, order=True):
    """From the first day to the last, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


def stretches(first: date, last: date, every: Every) -> list[Stretch]:
    """The years, halves or quarters of the calendar between two days, or all of them as one."""
    if every == "whole":
        return [Stretch(first, last)]
    found = []
    begins = first
    while begins <= last:
        ends = min(last, _next(begins, MONTHS[every]) - A_DAY)
        found.append(Stretch(begins, ends))
        begins = ends + A_DAY
    return found


def around(wanted: Iterable[Stretch], kept: Sequence[Stretch]) -> list[Stretch]:
    """What is left of the stretches beside those that are kept."""
    left = list(wanted)
    for stone in kept:
        left = [part for stretch in left for part in _beside(stretch, stone)]
    return sorted(left)


def rest_of_year(day: date, planned: Iterable[Stretch]) -> Stretch:
    """What the others leave free of the calendar year around a day that none of them holds."""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    for stretch in planned:
        if stretch.last < day:
            first = max(first, stretch.last + A_DAY)
        else:
            last = min(last, stretch.first - A_DAY)
    return Stretch(first, last)


def _next(day: date, months: int) -> date:
    """The first day of the stretch of the calendar after the one that holds this day."""
    years, month = divmod(day.year * 12 + (day.month - 1) // months * months + months, 12)
    return date(years, month + 1, 1)


def _beside(stretch: Stretch, stone: Stretch) -> list[Stretch]:
    if stone.last < stretch.first or stone.first > stretch.last:
        return [stretch]
    before = Stretch(stretch.first, stone.first - A_DAY)
    after = Stretch(stone.last + A_DAY, stretch.last)
    return [part for part in (before, after) if part.first <= part.last]
