"""The half year of the demonstration: weeks are counted from the Monday of the present one."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

ZONE: Final = "America/Guatemala"
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKS: Final = range(-20, 6)


class HalfYear(Struct, frozen=True):
    """Twenty weeks before `monday`, in which everything happened, and six from it on."""

    monday: date

    @property
    def now(self) -> datetime:
        """The beginning of the present week: what is told as done was done before."""
        return _instant(self.monday, time())

    @property
    def beginning(self) -> datetime:
        """Before anything happened."""
        return self.now + timedelta(weeks=WEEKS[0] - 8)

    def day(self, week: int, weekday: str) -> date:
        """A day of a week."""
        return self.monday + timedelta(weeks=week, days=WEEKDAYS.index(weekday))

    def slot(self, week: int, slot: str) -> datetime:
        """When a slot such as "sat 09:00" of a week begins."""
        weekday, hour = slot.split()
        return _instant(self.day(week, weekday), time.fromisoformat(hour))

    def past(self, moment: datetime) -> datetime:
        """The moment, or the beginning of the present week if that is earlier."""
        return min(moment, self.now)

    @property
    def years(self) -> range:
        """The calendar years that it touches."""
        return range(self.day(WEEKS[0], "mon").year, self.day(WEEKS[-1], "sun").year + 1)


def around(at: datetime) -> HalfYear:
    """The half year around an instant."""
    today = local_day(at)
    return HalfYear(today - timedelta(days=today.weekday()))


def local_day(at: datetime) -> date:
    """The day it is where the organisation works."""
    return at.astimezone(ZoneInfo(ZONE)).date()


def _instant(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(ZONE)).astimezone(UTC)
