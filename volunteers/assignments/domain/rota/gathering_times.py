"""Moments and days as the solver counts them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from volunteers.assignments.domain.solver.instance import EPOCH, Part, Stay

MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)
WHOLE_DAY: Final = 1440


class Span(Struct, frozen=True, kw_only=True):
    """Where and when an event is."""

    starts_at: datetime
    ends_at: datetime
    zone: str
    municipality: str
    venue: UUID | None
    virtual: bool

    @property
    def stay(self) -> Stay:
        """The same as the solver knows it; a minute that was begun counts as a whole one."""
        return Stay(
            starts=(self.starts_at - EPOCH) // MINUTE,
            ends=-((EPOCH - self.ends_at) // MINUTE),
            municipality=self.municipality,
            venue=self.venue,
            virtual=self.virtual,
            day=self.starts_at.astimezone(ZoneInfo(self.zone)).toordinal(),
        )

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it takes of each day, on its own clocks."""
        return tuple(_parts(self.starts_at, self.ends_at, ZoneInfo(self.zone)))


class Reach(Struct, frozen=True):
    """The time in which other places count: the weeks and months that some days belong to."""

    since: datetime
    until: datetime


def reach(first: date, last: date, zone: str) -> Reach:
    """Everything that limits or the journey to an event on one of these days may depend on."""
    monday = first - timedelta(days=first.weekday())
    sunday = last + timedelta(days=6 - last.weekday())
    since = min(monday, first.replace(day=1)) - DAY
    until = max(sunday, _month_after(last)) + 2 * DAY
    return Reach(midnight(since, zone), midnight(until, zone))


def midnight(day: date, zone: str) -> datetime:
    """The moment at which a day begins."""
    return datetime.combine(day, time.min, ZoneInfo(zone))


def _month_after(day: date) -> date:
    return (day.replace(day=28) + 4 * DAY).replace(day=1)


def _parts(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> Iterator[Part]:
    starts, ends = starts_at.astimezone(zone), ends_at.astimezone(zone)
    # What lasts until midnight is not on the next day; what ends within a minute takes it whole.
    last = (ends_at - timedelta(microseconds=1)).astimezone(zone).date()
    day = starts.date()
    while day <= last:
        begins = _clock(starts) if day == starts.date() else 0
        finishes = _clock(ends, up=True) if day == ends.date() else WHOLE_DAY
        yield Part(day.toordinal(), begins, finishes)
        day += DAY


def _clock(moment: datetime, *, up: bool = False) -> int:
    begun = up and (moment.second or moment.microsecond)
    return moment.hour * 60 + moment.minute + bool(begun)
