"""Whether events take registrations, as everybody may know it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from events.planning.domain.upstairs import SeatState
from server.foundation.database import fetch

# An offer that ran out frees its seats at that moment, whoever wrote it down.
STATES: Final = """
    SELECT s.event, least(s.closes_at, e.starts_at) AS closes_at,
        e.status = 'published' AND $2 < least(s.closes_at, e.starts_at) AS open,
        greatest(s.seats - coalesce(sum(r.people) FILTER (WHERE r.status = 'confirmed'
            OR (r.status = 'offered' AND r.offered_until > $2)), 0), 0)::int AS free,
        coalesce(sum(r.people) FILTER (WHERE r.status = 'waiting'), 0)::int AS waiting
    FROM seating s JOIN event e ON e.id = s.event LEFT JOIN registration r ON r.event = s.event
    WHERE s.event = ANY($1) GROUP BY s.event, s.seats, s.closes_at, e.starts_at, e.status
"""


async def seats(events: Collection[UUID], *, at: datetime) -> Mapping[UUID, SeatState]:
    """How full these events are at `at`; those without registration are left out."""
    rows = [dict(row) for row in await fetch(STATES, list(events), at)]
    return {row.pop("event"): msgspec.convert(row, SeatState) for row in rows}
