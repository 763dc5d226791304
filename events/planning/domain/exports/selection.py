"""Which events go out in a file, and how the file is called."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from events.planning.domain import agenda
from events.planning.domain.event import Event

FORMATS: Final = ("xlsx", "csv", "ics", "pdf")
MEDIA_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "pdf": "application/pdf",
}


class Selection(Struct, frozen=True, kw_only=True):
    """The days from `first` to `last` on the clocks of `zone`, in some municipalities or in all."""

    first: date
    last: date
    zone: str
    municipalities: frozenset[str] | None = None

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The instants at which it begins and ends."""
        zone = ZoneInfo(self.zone)
        ends = self.last + timedelta(days=1)
        return datetime.combine(self.first, time.min, zone), datetime.combine(ends, time.min, zone)


async def chosen(selection: Selection) -> list[Event]:
    """The events that go out, by time; those of one time always in the same order."""
    municipalities: Collection[str] | None = selection.municipalities
    found = await agenda.between(*selection.bounds, municipalities=municipalities)
    return sorted(found, key=lambda event: (event.starts_at, event.uid))


def file_name(selection: Selection, kind: str) -> str:
    """A name that gives nothing away but the days."""
    return f"agenda-{selection.first}-{selection.last}.{kind}"
