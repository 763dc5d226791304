"""Reading what is planned."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain.event import Event
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

__all__ = ["CURSOR_MOMENT", "Event", "Page", "between", "event", "events", "page"]

# Without a plus sign, which an address would turn into a space.
CURSOR_MOMENT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"
EVENT: Final = """
    SELECT e.*, k.internal, k.icon, m.name AS municipality_name, p.slug AS project_slug,
        u.closed_at IS NOT NULL AS period_closed, g.name AS programme_name,
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
            WHERE t.event = e.id AND c.sensitivity = 'internal') AS internal_topic,
        coalesce((SELECT jsonb_agg(jsonb_build_object('label', i.label, 'link', i.link,
                'version', i.version) ORDER BY i.position, i.id)
            FROM event_material i WHERE i.event = e.id), '[]') AS materials
    FROM event e
        JOIN kind k ON k.slug = e.kind
        JOIN municipality m ON m.ine = e.municipality
        JOIN project p ON p.id = e.project
        JOIN uniqueness_period u ON u.id = e.period
        LEFT JOIN venue v ON v.id = e.venue
        LEFT JOIN programme g ON g.id = e.programme
"""


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
    return msgspec.convert([_decoded(dict(row)) for row in rows], list[Event])


def _decoded(row: dict[str, Any]) -> dict[str, Any]:
    details, materials = (msgspec.json.decode(row[name]) for name in ("details", "materials"))
    return {**row, "details": details, "materials": materials}
