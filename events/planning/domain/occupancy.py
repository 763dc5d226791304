"""Venues that would be needed twice: the part of finding clashes that planning knows itself."""

from collections.abc import Sequence
from typing import Final

import msgspec

from events.planning.domain.upstairs import Clash, Slot
from server.foundation.database import fetch

# An event that has one slot counts as being there already, so that several can move together; one
# that has several is asked where it might be, and counts as where it stands. The index of spans is
# asked slot by slot (hence OFFSET, which keeps the planner from joining the other way round).
_NEARBY: Final = """
    slot AS MATERIALIZED (
        SELECT * FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (event uuid, municipality text,
            venue uuid, starts_at timestamptz, ends_at timestamptz, virtual bool))
            WITH ORDINALITY AS s (event, municipality, venue, starts_at, ends_at, virtual, number)
        WHERE starts_at < ends_at
    ), moved AS MATERIALIZED (
        SELECT * FROM slot s WHERE event IS NOT NULL
            AND NOT EXISTS (SELECT FROM slot o WHERE o.event = s.event AND o.number <> s.number)
    ), nearby AS MATERIALIZED (
        SELECT s.number, e.id, e.title, e.public_title, e.municipality::text, e.venue,
            e.starts_at, e.ends_at, e.zone, e.modality = 'virtual' AS virtual
        FROM slot s CROSS JOIN LATERAL (
            SELECT * FROM event e WHERE tstzrange(e.starts_at, e.ends_at) && tstzrange(
                s.starts_at - interval '{margin}', s.ends_at + interval '{margin}') OFFSET 0
        ) e
        WHERE e.status <> 'cancelled' AND e.id IS DISTINCT FROM s.event
            AND NOT EXISTS (SELECT FROM moved o WHERE o.event = e.id)
        UNION ALL
        SELECT s.number, e.id, e.title, e.public_title, o.municipality, o.venue,
            o.starts_at, o.ends_at, e.zone, o.virtual
        FROM slot s
            JOIN moved o ON o.number <> s.number AND o.starts_at < s.ends_at + interval '{margin}'
                AND o.ends_at > s.starts_at - interval '{margin}'
            JOIN event e ON e.id = o.event
        WHERE e.status <> 'cancelled' AND e.id IS DISTINCT FROM s.event
    )
"""
TWICE_IN_A_VENUE: Final = """
    SELECT s.number - 1 AS slot, 'venue' AS what, v.name AS who, n.id AS event, n.title,
        m.name AS municipality_name, n.starts_at, n.ends_at, n.zone
    FROM slot s
        JOIN nearby n ON n.number = s.number AND n.venue = s.venue
        JOIN venue v ON v.id = s.venue
        JOIN municipality m ON m.ine = n.municipality
    ORDER BY slot, n.starts_at, event
"""


async def occupied(slots: Sequence[Slot]) -> list[Clash]:
    """Who else is in the venues of these slots, in one query."""
    rows = await fetch(f"WITH {nearby('0 hours')} {TWICE_IN_A_VENUE}", written(slots))
    return msgspec.convert([dict(row) for row in rows], list[Clash])


def nearby(margin: str) -> str:
    """SQL for every event within the margin, such as `1 day`, of each slot of $1."""
    return _NEARBY.format(margin=margin)


def written(slots: Sequence[Slot]) -> str:
    """The slots as `nearby` reads them: as JSON, so that one plan fits however many there are."""
    return msgspec.json.encode(slots).decode()
