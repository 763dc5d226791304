"""The part of the agenda that is copied: a week, a programme, or what a project does meanwhile."""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from events.planning.domain import agenda, programmes, when
from events.planning.domain.event import Event
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

WHOLE: Final = ("week", "programme", "project")
MOST: Final = 300


class Originals(Struct, frozen=True, kw_only=True):
    """What is copied, one of WHOLE; a week and a project are those of a municipality.

    `first` is a day of the week, or the first day of the project's agenda; `last` is its last one.
    """

    what: str
    zone: str
    municipality: str = ""
    first: date | None = None
    last: date | None = None
    project: str = ""
    programme: UUID | None = None


async def events_of(wanted: Originals, by: Actor) -> list[Event]:
    """The events to copy, by time, without those called off; raises Invalid for too many."""
    found = await (_sessions(wanted) if wanted.programme else _happening(wanted))
    events = [event for event in found if event.status != "cancelled"]
    for municipality in {event.municipality for event in events}:
        by.need("plan", municipality)
    if len(events) > MOST:
        raise Invalid({"last": _("Son más de %(n)s actividades: elegir menos tiempo.", n=MOST)})
    return sorted(events, key=lambda event: (event.starts_at, event.id))


def begins(wanted: Originals, events: list[Event]) -> date | None:
    """A day of the first week that is copied; None when there is nothing to copy."""
    if wanted.first is not None:
        return wanted.first
    return when.local_day(events[0].starts_at, events[0].zone) if events else None


async def _sessions(wanted: Originals) -> list[Event]:
    return await programmes.sessions(wanted.programme) if wanted.programme else []


async def _happening(wanted: Originals) -> list[Event]:
    start, end = _stretch(wanted)
    events = await agenda.between(start, end, municipalities={wanted.municipality})
    return [
        event
        for event in events
        if event.starts_at >= start and wanted.project in {"", event.project_slug}
    ]


def _stretch(wanted: Originals) -> tuple[datetime, datetime]:
    first = last = wanted.first or date.min
    if wanted.what == "week":
        first -= timedelta(days=first.weekday())
        last = first + timedelta(days=6)
    elif wanted.last is not None:
        last = wanted.last
    there = ZoneInfo(wanted.zone)
    after = last + timedelta(days=1)
    return datetime.combine(first, time.min, there), datetime.combine(after, time.min, there)
