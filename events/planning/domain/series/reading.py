"""Reading the series that there are."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import agenda
from events.planning.domain.draft import EventDraft
from events.planning.domain.recurrence_reading import read
from events.planning.domain.series.pattern import DayTime, Pattern
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

SERIES: Final = """
    SELECT s.*, m.name AS municipality_name,
        (SELECT count(*) FROM event e WHERE e.series = s.id) AS events,
        (SELECT count(*) FROM event e WHERE e.series = s.id AND e.starts_at > $1
            AND e.status IN ('draft', 'published')) AS ahead,
        (SELECT count(*) FROM event e WHERE e.series = s.id
            AND e.detached_at IS NOT NULL AND e.status <> 'cancelled') AS detached,
        EXISTS (SELECT FROM event e WHERE e.series = s.id AND e.published_at IS NOT NULL) AS shown,
        EXISTS (SELECT FROM venue v WHERE v.confidential AND v.id::text = s.draft ->> 'venue')
            AS venue_confidential,
        (SELECT min(e.starts_at) FROM event e WHERE e.series = s.id AND e.starts_at > $1
            AND e.status IN ('draft', 'published')) AS next_at
    FROM series s JOIN municipality m ON m.ine = s.municipality
"""


class Series(Struct, frozen=True, kw_only=True):
    """A series: when it is, what it is, and how much of it is still ahead.

    `shown` is whether any of its events was ever published.
    """

    id: UUID
    municipality: str
    municipality_name: str
    pattern: Pattern
    draft: EventDraft
    follows: UUID | None
    changed_at: datetime
    events: int
    ahead: int
    detached: int
    shown: bool
    venue_confidential: bool
    next_at: datetime | None


async def series(series_id: UUID, *, at: datetime) -> Series:
    """One series; raises NotFound."""
    rows = await fetch(f"{SERIES} WHERE s.id = $2", at, series_id)
    if not rows:
        raise NotFound(_("Esta serie no existe."))
    return _decoded(rows[0])


async def all_series(
    *, at: datetime, municipalities: Collection[str] | None = None
) -> list[Series]:
    """The series that have events, those with the nearest one first; where, or everywhere."""
    rows = await fetch(
        f"SELECT * FROM ({SERIES} WHERE $2::text[] IS NULL OR s.municipality = ANY($2)) found"
        " WHERE events > 0 ORDER BY next_at NULLS LAST, created_at DESC, id",
        at,
        None if municipalities is None else list(municipalities),
    )
    return [_decoded(row) for row in rows]


async def page(*, at: datetime, after: UUID | None, most: int, drafts: bool = True) -> list[Series]:
    """At most so many series, in the order in which they were begun, behind the one named.

    Without `drafts` those of which nothing was ever published are left out.
    """
    rows = await fetch(
        f"SELECT * FROM ({SERIES} WHERE $2::uuid IS NULL OR s.id > $2) found"
        " WHERE $4 OR shown ORDER BY id LIMIT $3",
        *(at, after, most, drafts),
    )
    return [_decoded(row) for row in rows]


async def occurring_in(series_id: UUID) -> list[agenda.Event]:
    """The events of a series, by time."""
    rows = await fetch("SELECT id FROM event WHERE series = $1", series_id)
    return await agenda.events([row["id"] for row in rows])


def _decoded(row: Any) -> Series:
    known = dict(row)
    pattern = Pattern(
        rule=read(known["rule"]),
        starts_on=known["starts_on"],
        first_ordinal=known["first_ordinal"],
        zone=known["zone"],
        times=msgspec.json.decode(known["times"], type=tuple[DayTime, ...]),
        excluded=msgspec.json.decode(known["excluded"], type=tuple[str, ...]),
        additional=msgspec.json.decode(known["additional"], type=tuple[date, ...]),
    )
    draft = msgspec.json.decode(known["draft"], type=EventDraft)
    kept = {name: known[name] for name in Series.__struct_fields__ if name in known}
    return Series(**{**kept, "pattern": pattern, "draft": draft})
