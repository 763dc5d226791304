"""Events as the calendar in the browser draws them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.calendar_events import Shown
from events.planning.domain.codelists import Place
from events.planning.domain.holding import OPEN
from events.planning.domain.upstairs import Helper
from events.planning.domain.venues import Place as Venue
from events.planning.web.calendar_words import statuses
from server.foundation.translation import gettext as _

NOBODY: Final = "nadie"


class Drawn(Struct, frozen=True, kw_only=True):
    """An event in a calendar; `start` and `end` are what the installation's clocks show.

    `rows` are the timelines it stands in, `label` is how it is read aloud, `abroad` says which
    clocks its own place goes by when they are not the installation's, `seen` is its revision.
    """

    id: UUID
    title: str
    start: str
    end: str
    time: str
    kind: str
    icon: str
    status: str
    municipality: str
    place: str
    where: str
    venue: UUID | None
    locked: bool
    movable: bool
    rows: list[str]
    label: str
    span: str
    abroad: str
    seen: str


class Row(Struct, frozen=True):
    """A timeline: a municipality, a venue or a person; `municipality` gives it its colour."""

    id: str
    title: str
    municipality: str = ""
    venue: str = ""


Rows = Mapping[UUID, Sequence[Helper]]


def drawn(event: Shown, rows: list[str], *, zone: str) -> Drawn:
    """One event on the clocks of `zone`."""
    return Drawn(
        id=event.id,
        title=event.title,
        start=_wall(event.starts_at, zone),
        end=_wall(event.ends_at, zone),
        time=when.hours(event.starts_at, event.ends_at, zone),
        kind=event.kind_name,
        icon=event.icon,
        status=event.status,
        municipality=event.municipality,
        place=event.municipality_name,
        where=_where(event),
        venue=event.venue,
        locked=bool(event.venue_confidential),
        movable=event.status in OPEN,
        rows=rows,
        label=_label(event, zone),
        span=when.span(event.starts_at, event.ends_at, zone),
        abroad=_abroad(event, zone),
        seen=event.changed_at.isoformat(),
    )


def by_municipality(places: Collection[Place]) -> list[Row]:
    """A timeline for each municipality."""
    return [Row(place.ine, place.name, place.ine) for place in places]


def by_venue(places: Collection[Place], venues: Collection[Venue]) -> list[Row]:
    """A timeline for each venue, and one for each municipality's events that have none yet."""
    rows = []
    for place in places:
        rows.append(Row(f"sin-{place.ine}", _("%(name)s, sin lugar", name=place.name), place.ine))
        rows += [
            Row(str(venue.id), f"{venue.name} · {place.name}", place.ine, str(venue.id))
            for venue in venues
            if venue.municipality == place.ine
        ]
    return rows


def by_person(helping: Rows) -> list[Row]:
    """A timeline for everybody who helps, and one for the events where nobody does."""
    people = {helper for helpers in helping.values() for helper in helpers}
    known = sorted(people, key=lambda helper: (helper.name, helper.id))
    return [Row(NOBODY, _("Sin nadie todavía")), *(Row(str(one.id), one.name) for one in known)]


def row_of_venue(event: Shown) -> list[str]:
    """Where an event stands among the venues."""
    return [str(event.venue) if event.venue else f"sin-{event.municipality}"]


def rows_of_people(event: Shown, helping: Rows) -> list[str]:
    """Where an event stands among the people."""
    return [str(helper.id) for helper in helping.get(event.id, ())] or [NOBODY]


def _wall(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M:%S")


def _where(event: Shown) -> str:
    parts = [event.venue_name, event.municipality_name]
    if event.venue_confidential:
        parts.append(_("lugar confidencial"))
    return ", ".join(part for part in parts if part)


def _label(event: Shown, zone: str) -> str:
    said = [
        event.title,
        event.kind_name,
        when.span(event.starts_at, event.ends_at, zone),
        _where(event),
        dict(statuses())[event.status],
        _abroad(event, zone),
    ]
    return ", ".join(part for part in said if part)


def _abroad(event: Shown, zone: str) -> str:
    """When it is on the clocks of its own place, if those are others at that moment."""
    there, here = (event.starts_at.astimezone(ZoneInfo(z)) for z in (event.zone, zone))
    if there.utcoffset() == here.utcoffset():
        return ""
    hours = when.hours(event.starts_at, event.ends_at, event.zone)
    return _("%(hours)s en %(zone)s", hours=hours, zone=event.zone.replace("_", " "))
