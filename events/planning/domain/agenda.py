"""Reading what is planned."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

# Without a plus sign, which an address would turn into a space.
CURSOR_MOMENT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"
EVENT: Final = """
    SELECT e.*, k.internal, m.name AS municipality_name, p.slug AS project_slug,
        CASE WHEN $1 = 'en' THEN k.name_en ELSE k.name_es END AS kind_name,
        k.name_es AS neutral_title,
        v.name AS venue_name, v.confidential AS venue_confidential, v.latitude, v.longitude,
        v.address AS venue_address,
        array(SELECT t.topic FROM event_topic t WHERE t.event = e.id ORDER BY t.topic) AS topics,
        array(SELECT a.audience FROM event_audience a WHERE a.event = e.id ORDER BY a.audience)
            AS audiences,
        EXISTS (SELECT FROM event_audience a JOIN audience c ON c.slug = a.audience
            WHERE a.event = e.id AND c.minors) AS minors,
        EXISTS (SELECT FROM event_topic t JOIN topic c ON c.slug = t.topic
            WHERE t.event = e.id AND c.sensitivity <> 'open') AS discreet,
        EXISTS (SELECT FROM event_topic t JOIN topic c ON c.slug = t.topic
            WHERE t.event = e.id AND c.sensitivity = 'internal') AS internal_topic
    FROM event e
        JOIN kind k ON k.slug = e.kind
        JOIN municipality m ON m.ine = e.municipality
        JOIN project p ON p.id = e.project
        LEFT JOIN venue v ON v.id = e.venue
"""


class Event(Struct, frozen=True, kw_only=True):
    """An event as everybody above this storey sees it; names are in the current language."""

    id: UUID
    uid: str
    title: str
    public_title: str
    neutral_title: str
    kind: str
    kind_name: str
    internal: bool
    municipality: str
    municipality_name: str
    venue: UUID | None
    venue_overlap_reason: str | None
    venue_name: str | None
    venue_address: str | None
    venue_confidential: bool | None
    latitude: float | None
    longitude: float | None
    modality: str
    meeting_url: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    capacity: int | None
    project: UUID
    project_slug: str
    period: UUID
    organiser: UUID | None
    notes: str
    status: str
    cancellation_reason: str | None
    sequence: int
    created_at: datetime
    changed_at: datetime
    published_at: datetime | None
    topics: list[str]
    audiences: list[str]
    minors: bool
    discreet: bool
    internal_topic: bool

    @property
    def chosen_title(self) -> str:
        """The public title that somebody chose; empty where it follows the title and the topics."""
        followed = self.neutral_title if self.discreet else self.title
        return "" if self.public_title == followed else self.public_title

    @property
    def public(self) -> bool:
        """Whether the public agenda and feeds may show it."""
        return (
            self.status in {"published", "closed"} and not self.internal and not self.internal_topic
        )

    @property
    def public_place(self) -> str:
        """Where it is, as far as everybody may know."""
        if self.venue_name is None or self.venue_confidential:
            return self.municipality_name
        return f"{self.venue_name}, {self.municipality_name}"

    @property
    def place(self) -> str:
        """Where it is, for those who help there."""
        parts = [self.venue_name, self.venue_address, self.municipality_name]
        return ", ".join(part for part in parts if part)


async def event(event_id: UUID) -> Event:
    """One event; raises NotFound."""
    found = await _events("e.id = $2", event_id)
    if not found:
        raise NotFound(_("Esta actividad no existe."))
    return found[0]


async def events(ids: Collection[UUID]) -> list[Event]:
    """These events, by time."""
    return await _events("e.id = ANY($2)", list(ids))


async def between(
    start: datetime, end: datetime, *, municipalities: Collection[str] | None = None
) -> list[Event]:
    """Everything that overlaps [start, end), by time; in some municipalities or in all."""
    places = None if municipalities is None else list(municipalities)
    return await _events(
        "e.starts_at < $3 AND e.ends_at > $2 AND ($4::text[] IS NULL OR e.municipality = ANY($4))",
        start, end, places,
    )  # fmt: skip


class Page(Struct, frozen=True):
    """Some events and the cursor of those after them."""

    events: list[Event]
    next: str | None


async def page(
    start: datetime,
    end: datetime,
    *,
    municipalities: Collection[str] | None = None,
    after: tuple[datetime, UUID] | None = None,
    most: int,
) -> Page:
    """At most so many events of [start, end), beginning behind the cursor."""
    places = None if municipalities is None else list(municipalities)
    moment, last = after or (None, None)
    found = await _events(
        "e.starts_at < $3 AND e.ends_at > $2 AND ($4::text[] IS NULL OR e.municipality = ANY($4))"
        " AND ($5::timestamptz IS NULL OR (e.starts_at, e.id) > ($5, $6::uuid))",
        *(start, end, places, moment, last),
        limit=most + 1,
    )
    shown = found[:most]
    beyond = len(found) > most
    return Page(shown, _cursor(shown[-1]) if beyond else None)


def _cursor(last: Event) -> str:
    return f"{last.starts_at.astimezone(UTC).strftime(CURSOR_MOMENT)},{last.id}"


async def _events(where: str, *arguments: Any, limit: int = 100_000) -> list[Event]:
    rows = await fetch(
        f"{EVENT} WHERE {where} ORDER BY e.starts_at, e.id LIMIT {limit}",
        current_language(),
        *arguments,
    )
    return msgspec.convert([dict(row) for row in rows], list[Event])
