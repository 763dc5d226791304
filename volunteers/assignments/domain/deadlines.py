"""Until when an invitation may be answered, and from when on it is late to call off.

There is a week to answer, but never into the last day before the start; where less than two days
are left, there is half of what is left. So there is always some time to answer, and some to ask
somebody else. What comes out is rounded down to what people can keep in mind: a full hour.
"""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

LONGEST: Final = timedelta(days=7)
LAST_DAY: Final = timedelta(hours=24)
LATE: Final = timedelta(hours=72)
# Rounding takes away a quarter of the time at most: with little time left the steps are smaller.
STEPS: Final = tuple(timedelta(minutes=minutes) for minutes in (60, 15, 5, 1))


def answer_by(starts_at: datetime, zone: str, *, at: datetime) -> datetime:
    """When an invitation of `at` expires; strictly between then and the start, if that is ahead."""
    half = at + (starts_at - at) / 2
    latest = min(at + LONGEST, max(starts_at - LAST_DAY, half))
    round_ones = (_down(latest, zone, step) for step in STEPS)
    return next((one for one in round_ones if 4 * (latest - one) <= latest - at), latest)


def is_late(starts_at: datetime, *, at: datetime) -> bool:
    """Whether somebody who calls off now leaves the others little time."""
    return starts_at - at < LATE


def _down(moment: datetime, zone: str, step: timedelta) -> datetime:
    """The last moment until then at which the clocks of `zone` show a multiple of `step`."""
    there = moment.astimezone(ZoneInfo(zone))
    past = timedelta(
        minutes=there.minute, seconds=there.second, microseconds=there.microsecond
    )  # fmt: skip
    return moment - past % step
