"""Which backups are kept, and when the next is due."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

DAILY: Final = 7
WEEKLY: Final = 5
MONTHLY: Final = 12
# Before people get up, and not when everybody's clocks begin a new day.
AT: Final = time(2, 30)
TRY_AGAIN: Final = timedelta(hours=1)


def to_keep(
    made: Iterable[datetime], *, daily: int = DAILY, weekly: int = WEEKLY, monthly: int = MONTHLY
) -> set[datetime]:
    """Those to keep: the latest of each of the last days, weeks and months that have any.

    Days without a backup use nothing up, so that a long pause deletes nothing.
    """
    latest_first = sorted(set(made), reverse=True)
    return {
        *_latest_of_each(latest_first, datetime.date, daily),
        *_latest_of_each(latest_first, lambda one: one.isocalendar()[:2], weekly),
        *_latest_of_each(latest_first, lambda one: (one.year, one.month), monthly),
    }


def _latest_of_each(
    latest_first: list[datetime], stretch: Callable[[datetime], object], most: int
) -> list[datetime]:
    found: dict[object, datetime] = {}
    for one in latest_first:
        found.setdefault(stretch(one), one)
    return list(found.values())[:most]


def is_due(at: datetime, *, good: datetime | None, tried: datetime | None, zone: str) -> bool:
    """Whether one is wanted: none was good since the last night, nor was one tried just now."""
    if tried is not None and timedelta() <= at - tried < TRY_AGAIN:
        return False
    return good is None or good < _last_night(at, ZoneInfo(zone))


def _last_night(at: datetime, zone: ZoneInfo) -> datetime:
    today: date = at.astimezone(zone).date()
    tonight = datetime.combine(today, AT, zone)
    return tonight if tonight <= at else datetime.combine(today - timedelta(days=1), AT, zone)
