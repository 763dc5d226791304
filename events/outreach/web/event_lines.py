"""The events behind a figure, each with the way to its register for who may read it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from msgspec import Struct

from events.outreach.web import shown_days
from events.planning.domain import agenda, when
from events.planning.domain.event import Event
from server.foundation.identity import Actor


class EventLine(Struct, frozen=True, kw_only=True):
    """One event; `href` is empty for who may read figures but not registers."""

    id: UUID
    title: str
    day: str
    municipality_ine: str
    municipality: str
    href: str


async def events_of(ids: Collection[UUID]) -> list[Event]:
    """The events that are still there, by time."""
    return await agenda.events(ids) if ids else []


def lines(events: Sequence[Event], *, by: Actor) -> list[EventLine]:
    """The same as a table shows them."""
    return [_line(event, by) for event in events]


def _line(event: Event, by: Actor) -> EventLine:
    may_open = by.may("register", event.municipality)
    return EventLine(
        id=event.id,
        title=event.title,
        day=shown_days.day(when.local_day(event.starts_at, event.zone)),
        municipality_ine=event.municipality,
        municipality=event.municipality_name,
        href=f"/eventos/{event.id}/registro" if may_open else "",
    )
