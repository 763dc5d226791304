"""An event's public page: what stands on it, and what it tells programs that look at it."""

from datetime import datetime
from typing import Any, Final

from msgspec import Struct

from events.planning.domain import when, zones
from events.planning.domain.event import Event
from events.planning.domain.structured_data import structured
from events.planning.web import shown
from server.foundation.translation import gettext as _

MAP: Final = "https://www.openstreetmap.org/?mlat={0:.6f}&mlon={1:.6f}#map=18/{0:.6f}/{1:.6f}"


class PublicFace(Struct, frozen=True, kw_only=True):
    """What the page says beside the event's own words.

    `before` is when it was to begin before it was moved; `clock` whose hours are told and `home`
    the same on our own clocks, both empty where those agree.
    """

    line: shown.EventLine
    span: str
    summary: str
    address: str
    canonical: str
    calendar: str
    map: str
    before: str
    clock: str
    home: str
    structured: dict[str, Any]


def face(event: Event, *, house: str, home: str, moved_from: datetime | None) -> PublicFace:
    """In public words; neither place nor pin of what is confidential. `home` is our own zone."""
    page = f"{house}/agenda/{event.id}"
    span = when.span(event.starts_at, event.ends_at, event.zone)
    organiser = "Convoca"
    return PublicFace(
        line=shown.line(event, public=True),
        span=span,
        summary=f"{span}. {_('En línea') if event.modality == 'virtual' else event.public_place}.",
        address="" if event.venue_confidential else event.venue_address or "",
        canonical=page,
        calendar=f"/agenda/{event.id}.ics",
        map=_map(event),
        before=_before(event, moved_from),
        clock="" if event.zone == home else zones.name(event.zone),
        home="" if event.zone == home else _at_home(event, home),
        structured=structured(
            event, page=page, organiser=organiser, house=house, moved_from=moved_from
        ),
    )


def _map(event: Event) -> str:
    if event.venue_confidential or event.latitude is None or event.longitude is None:
        return ""
    return MAP.format(event.latitude, event.longitude)


def _at_home(event: Event, home: str) -> str:
    then = when.span(event.starts_at, event.ends_at, home)
    return _("En %(place)s: %(when)s", place=zones.name(home), when=then)


def _before(event: Event, moved_from: datetime | None) -> str:
    if moved_from is None:
        return ""
    return f"{when.day(moved_from, event.zone)}, {when.hour(moved_from, event.zone)}"
