"""The dates that a rule gives.

They are searched for within a few years of the start: libraries look for the first date of a rule
that has none, such as every 30 February, until the year 9999.
"""

from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import Final

from events.planning.domain.recurrence_rule import ByDay, Rule

LONGEST: Final = timedelta(days=5 * 366)
DAY: Final = timedelta(days=1)


def dates(rule: Rule, starts_on: date) -> list[date]:
    """The days of the rule from `starts_on` on; no other day is in it, not even that one."""
    return list(islice(_within_reach(rule, starts_on), rule.count))


def unfinished(rule: Rule, starts_on: date) -> bool:
    """Whether the rule would go on for longer than a series may."""
    if rule.until is not None:
        return rule.until > starts_on + LONGEST
    return 0 < len(dates(rule, starts_on)) < (rule.count or 0)


def _within_reach(rule: Rule, starts_on: date) -> Iterator[date]:
    last = min(rule.until or date.max, starts_on + LONGEST)
    for first, after in _stretches(rule, starts_on):
        if first > last:
            return
        days = [first + n * DAY for n in range((after - first).days)]
        found = _at_positions(rule, [day for day in days if _fits(rule, starts_on, day)])
        yield from (day for day in found if starts_on <= day <= last)


def _stretches(rule: Rule, starts_on: date) -> Iterator[tuple[date, date]]:
    """The days, weeks, months or years in which the rule looks, from the first to the one after."""
    step = rule.interval
    if rule.freq in {"DAILY", "WEEKLY"}:
        length = 1 if rule.freq == "DAILY" else 7
        offset = 0 if length == 1 else (starts_on.weekday() - rule.week_start) % 7
        first = starts_on - offset * DAY
        while True:
            yield first, first + length * DAY
            first += step * length * DAY
    month = (
        starts_on.replace(day=1) if rule.freq == "MONTHLY" else starts_on.replace(month=1, day=1)
    )
    length = 1 if rule.freq == "MONTHLY" else 12
    while True:
        yield month, _months_after(month, length)
        month = _months_after(month, step * length)


def _months_after(month: date, number: int) -> date:
    years, index = divmod(month.month - 1 + number, 12)
    return date(month.year + years, index + 1, 1)


def _fits(rule: Rule, starts_on: date, day: date) -> bool:
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_month_day and not _is_numbered(rule, day):
        return False
    if rule.by_day:
        return any(map(partial(_is_weekday, rule, day), rule.by_day))
    return bool(rule.by_month_day) or _like_the_first(rule, starts_on, day)


def _is_numbered(rule: Rule, day: date) -> bool:
    from_the_end = day.day - monthrange(day.year, day.month)[1] - 1
    return day.day in rule.by_month_day or from_the_end in rule.by_month_day


def _is_weekday(rule: Rule, day: date, wanted: ByDay) -> bool:
    if day.weekday() != wanted.weekday:
        return False
    if wanted.nth is None:
        return True
    whole_year = rule.freq == "YEARLY" and not rule.by_month
    number = day.timetuple().tm_yday if whole_year else day.day
    length = 365 + isleap(day.year) if whole_year else monthrange(day.year, day.month)[1]
    return wanted.nth in {(number - 1) // 7 + 1, -((length - number) // 7 + 1)}


def _like_the_first(rule: Rule, starts_on: date, day: date) -> bool:
    """What goes without saying: the weekday, day of the month or date of the start."""
    if rule.freq == "DAILY":
        return True
    if rule.freq == "WEEKLY":
        return day.weekday() == starts_on.weekday()
    same_month = rule.freq == "MONTHLY" or bool(rule.by_month) or day.month == starts_on.month
    return same_month and day.day == starts_on.day


def _at_positions(rule: Rule, found: list[date]) -> list[date]:
    if not rule.by_set_pos:
        return found
    wanted = {pos - 1 if pos > 0 else len(found) + pos for pos in rule.by_set_pos}
    return [day for index, day in enumerate(found) if index in wanted]
