"""Stretches of the calendar that figures are read for: a month, a quarter, a half, a year."""

from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from events.outreach.domain.equity.spans import DAY, Span

MONTH: Final = 1
QUARTER: Final = 3
HALF: Final = 6
YEAR: Final = 12


def around(day: date, months: int) -> Span:
    """The stretch that a day lies in; the year is divided into stretches of so many months."""
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Span(first, first + relativedelta(months=months) - DAY)


def latest(day: date, number: int, months: int) -> list[Span]:
    """So many of them in a row, the oldest first; the day lies in the last."""
    last = around(day, months).first
    return [
        around(last - relativedelta(months=months * back), months)
        for back in reversed(range(number))
    ]
