"""The days that some days are compared with: as many of those just before."""

from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta
from msgspec import Struct

DAY: Final = timedelta(days=1)


class Span(Struct, frozen=True):
    """Both days are included."""

    first: date
    last: date


def quarter_of(day: date) -> Span:
    """The quarter of the year that holds the day."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    return Span(first, first + relativedelta(months=3) - DAY)


def elapsed(span: Span, today: date) -> Span:
    """As much of the span as is over, today included; all of it where it has not begun."""
    return Span(span.first, today) if span.first <= today < span.last else span


def before(span: Span, today: date) -> Span:
    """The span just before; of one that is not over, as many days of it as have passed of this.

    Whole months are compared with whole months, so that a quarter's is the quarter before.
    """
    earlier = _earlier(span)
    passed = elapsed(span, today)
    if passed == span:
        return earlier
    return Span(earlier.first, min(earlier.last, earlier.first + (passed.last - passed.first)))


def _earlier(span: Span) -> Span:
    after = span.last + DAY
    if span.first.day == 1 and after.day == 1:
        months = 12 * (after.year - span.first.year) + after.month - span.first.month
        return Span(span.first - relativedelta(months=months), span.first - DAY)
    return Span(span.first - (span.last - span.first) - DAY, span.first - DAY)
