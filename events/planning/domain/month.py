"""A month as a sheet of whole weeks, each beginning on Monday."""

from calendar import Calendar
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

T = TypeVar("T")


class Month(Struct, frozen=True):
    """A month of a year."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def before(self) -> "Month":
        """The month before."""
        return month_of(self.first - timedelta(days=1))

    @property
    def after(self) -> "Month":
        """The month after."""
        return month_of(self.first + timedelta(days=31))

    @property
    def sheet(self) -> list[date]:
        """The days of its whole weeks."""
        return list(Calendar().itermonthdates(self.year, self.number))

    def bounds(self, zone: str) -> tuple[datetime, datetime]:
        """The instants at which its sheet begins and ends in `zone`."""
        days = self.sheet
        there = ZoneInfo(zone)
        ends = days[-1] + timedelta(days=1)
        return datetime.combine(days[0], time.min, there), datetime.combine(ends, time.min, there)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


def month_of(day: date) -> Month:
    """The month that holds a day."""
    return Month(day.year, day.month)


def month_from(text: str, *, otherwise: date) -> Month:
    """Read `2026-12`; anything else is the month of `otherwise`."""
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        return month_of(otherwise)
    return month_of(day) if 2000 <= day.year <= 2099 else month_of(otherwise)


def by_day(days: Iterable[date], happenings: Iterable[tuple[date, date, T]]) -> dict[date, list[T]]:
    """What happens on each day, from each thing's first day to its last."""
    sheet: dict[date, list[T]] = {day: [] for day in days}
    for first, last, thing in happenings:
        for offset in range((last - first).days + 1):
            sheet.get(first + timedelta(days=offset), []).append(thing)
    return sheet
