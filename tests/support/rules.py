"""Rules for tests: any that RFC 5545 allows and a series may have, and what a hand would list."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from hypothesis import strategies as st

from events.planning.domain.recurrence_rule import ByDay, Rule

YEARS = 3
STARTS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
NTHS = st.sampled_from([1, 2, 3, 4, 5, -1, -2])


@st.composite
def rules(draw: st.DrawFn, *, positions: bool = True) -> Rule:
    """Any rule whose dates lie within some three years."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    long = freq in {"MONTHLY", "YEARLY"}
    nths = st.one_of(st.none(), NTHS) if long else st.none()
    by_day = draw(_some(st.builds(ByDay, st.integers(0, 6), nths), 4))
    numbers = st.integers(1, 31) | st.integers(-31, -1)
    by_month_day = () if freq == "WEEKLY" else draw(_some(numbers, 3))
    by_month = draw(_some(st.integers(1, 12), 4))
    can_choose = positions and long and (by_day or by_month_day or by_month)
    count = draw(st.none() | st.integers(1, 30))
    return Rule(
        freq=freq,
        interval=draw(st.integers(1, 4)),
        by_day=by_day,
        by_month_day=by_month_day,
        by_month=by_month,
        by_set_pos=draw(_some(st.sampled_from([1, 2, 3, -1, -2]), 2)) if can_choose else (),
        count=count,
        until=None if count else draw(STARTS) + timedelta(days=365),
        week_start=draw(st.integers(0, 6)),
    )


def _some(of: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[Any]:
    return st.just(()) | st.lists(of, max_size=most, unique=True).map(tuple)


def by_hand(rule: Rule, starts_on: date, last: date) -> list[date]:
    """The dates of a rule, found by going through the calendar day by day."""
    first = date(starts_on.year - 1, 1, 1)
    calendar = [first + timedelta(days=n) for n in range((last - first).days + 400)]
    period = {"DAILY": _day, "WEEKLY": _week, "MONTHLY": _month, "YEARLY": _year}[rule.freq]
    found: list[date] = []
    for number, days in groupby(calendar, lambda day: period(rule, day)):
        if (number - period(rule, starts_on)) % rule.interval:
            continue
        chosen = [day for day in days if _named(rule, day) and _implied(rule, starts_on, day)]
        found += list(_picked(rule, chosen))
    end = min(rule.until or last, last)
    return [day for day in found if starts_on <= day <= end][: rule.count]


def _day(_rule: Rule, day: date) -> int:
    return day.toordinal()


def _week(rule: Rule, day: date) -> int:
    return (day.toordinal() - 1 - rule.week_start) // 7


def _month(_rule: Rule, day: date) -> int:
    return day.year * 12 + day.month


def _year(_rule: Rule, day: date) -> int:
    return day.year


def _named(rule: Rule, day: date) -> bool:
    length = monthrange(day.year, day.month)[1]
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_month_day and not {day.day, day.day - length - 1} & set(rule.by_month_day):
        return False
    return not rule.by_day or any(_is(rule, day, wanted) for wanted in rule.by_day)


def _is(rule: Rule, day: date, wanted: ByDay) -> bool:
    if day.weekday() != wanted.weekday:
        return False
    return wanted.nth is None or wanted.nth in _places(rule, day)


def _places(rule: Rule, day: date) -> Iterator[int]:
    """Which of its weekday the day is in its month or year, from the front and from the back."""
    in_year = rule.freq == "YEARLY" and not rule.by_month
    first = day.replace(month=1, day=1) if in_year else day.replace(day=1)
    length = 366 if in_year else monthrange(day.year, day.month)[1]
    span = [first + timedelta(days=n) for n in range((day - first).days % 7, length, 7)]
    span = [same for same in span if same.year == day.year]
    yield span.index(day) + 1
    yield span.index(day) - len(span)


def _implied(rule: Rule, starts_on: date, day: date) -> bool:
    if rule.by_day or rule.by_month_day or rule.freq == "DAILY":
        return True
    if rule.freq == "WEEKLY":
        return day.weekday() == starts_on.weekday()
    if rule.freq == "YEARLY" and not rule.by_month and day.month != starts_on.month:
        return False
    return day.day == starts_on.day


def _picked(rule: Rule, chosen: list[date]) -> Iterator[date]:
    for place, day in enumerate(chosen):
        if not rule.by_set_pos or {place + 1, place - len(chosen)} & set(rule.by_set_pos):
            yield day
