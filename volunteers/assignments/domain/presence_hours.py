"""How long somebody was there: between their arrival and their leaving, within the event's hours.

People come early to put out chairs and stay late to stack them, so the window is wider than the
event. Who never said that they left was there until its end.
"""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

BEFORE: Final = timedelta(hours=2)
AFTER: Final = timedelta(hours=6)
MINUTE: Final = timedelta(minutes=1)


class Window(Struct, frozen=True):
    """The hours of an event, within which those who help there come and go."""

    starts_at: datetime
    ends_at: datetime

    @property
    def opens_at(self) -> datetime:
        """The earliest arrival."""
        return self.starts_at - BEFORE

    @property
    def closes_at(self) -> datetime:
        """The latest leaving."""
        return self.ends_at + AFTER

    def holds(self, at: datetime) -> bool:
        """Whether somebody may come or go at this moment."""
        return self.opens_at <= at <= self.closes_at


def minutes_present(
    window: Window, arrived_at: datetime | None, left_at: datetime | None = None
) -> int:
    """Whole minutes, never more than the window has; none for who did not arrive."""
    if arrived_at is None:
        return 0
    until = min(window.ends_at if left_at is None else left_at, window.closes_at)
    return max(0, (until - max(arrived_at, window.opens_at)) // MINUTE)


def moment_within(
    hour: time, zone: str, *, after: datetime, until: datetime
) -> datetime | None:  # fmt: skip
    """The first moment in (after, until] at which clocks of `zone` show `hour`, if there is one."""
    clock = ZoneInfo(zone)
    day, last = after.astimezone(clock).date(), until.astimezone(clock).date()
    while day <= last:
        moment = datetime.combine(day, hour, clock)
        if after < moment <= until:
            return moment
        day += timedelta(days=1)
    return None
