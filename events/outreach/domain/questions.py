"""What is asked of the registers: which events the figures are about."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct


class Question(Struct, frozen=True, kw_only=True):
    """A project by its short name, a municipality, and days on the clocks of `zone`.

    Both days are included; None means all of them.
    """

    zone: str
    project: str | None = None
    municipality: str | None = None
    first: date | None = None
    last: date | None = None

    @property
    def begins(self) -> datetime | None:
        """The first instant that is asked about."""
        return None if self.first is None else self._midnight(self.first)

    @property
    def ends(self) -> datetime | None:
        """The first instant that is no longer asked about."""
        return None if self.last is None else self._midnight(self.last + timedelta(days=1))

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, ZoneInfo(self.zone))
