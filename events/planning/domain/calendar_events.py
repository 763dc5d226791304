"""What the calendar shows of a span of time: few words of many events, sifted."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch
from server.foundation.translation import current_language

# Without what makes an event whole: a month of ten thousand events is read in one go.
SHOWN: Final = """
    SELECT e.id, e.title, e.public_title, e.kind, k.icon, e.municipality,
        m.name AS municipality_name, e.venue, v.name AS venue_name,
        v.confidential AS venue_confidential, e.starts_at, e.ends_at, e.zone, e.status,
        e.series, e.changed_at, CASE WHEN $1 = 'en' THEN k.name_en ELSE k.name_es END AS kind_name
    FROM event e
        JOIN kind k ON k.slug = e.kind
        JOIN municipality m ON m.ine = e.municipality
        LEFT JOIN venue v ON v.id = e.venue
    WHERE tstzrange(e.starts_at, e.ends_at) && tstzrange($2, $3)
        AND e.municipality = ANY($4)
        AND ($5::text[] IS NULL OR e.kind = ANY($5))
        AND ($6::text[] IS NULL OR e.status = ANY($6))
        AND ($7::text IS NULL OR e.project = (SELECT id FROM project WHERE slug = $7))
        AND ($8::uuid IS NULL OR e.organiser = $8)
        AND ($9 = '' OR position({sought} IN {said}) > 0)
    ORDER BY e.starts_at, e.id
"""
# «nutrición» is found by «nutricion» and the other way round.
PLAIN: Final = r"regexp_replace(lower(normalize({}, NFD)), '[\u0300-\u036f]', '', 'g')"
QUERY: Final = SHOWN.format(
    sought=PLAIN.format("$9"),
    said=PLAIN.format("concat_ws(' ', e.title, v.name, m.name)"),
)


class Sifted(Struct, frozen=True, kw_only=True):
    """Which events are looked for; an empty list or text means all of them."""

    municipalities: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    project: str = ""
    words: str = ""
    organiser: UUID | None = None


class Shown(Struct, frozen=True, kw_only=True):
    """An event as a calendar draws it; names are in the current language."""

    id: UUID
    title: str
    public_title: str
    kind: str
    kind_name: str
    icon: str
    municipality: str
    municipality_name: str
    venue: UUID | None
    venue_name: str | None
    venue_confidential: bool | None
    starts_at: datetime
    ends_at: datetime
    zone: str
    status: str
    series: UUID | None
    changed_at: datetime


async def within(start: datetime, end: datetime, sifted: Sifted) -> list[Shown]:
    """Everything of [start, end) that is looked for, by time."""
    rows = await fetch(
        QUERY,
        current_language(),
        start,
        end,
        list(sifted.municipalities),
        list(sifted.kinds) or None,
        list(sifted.statuses) or None,
        sifted.project or None,
        sifted.organiser,
        sifted.words,
    )
    return msgspec.convert([dict(row) for row in rows], list[Shown])
