"""Counting the adults cleared for work with minors who said that they will be there."""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from server.foundation.database import fetch

LEAST: Final = 2
COVERS: Final = """
    EXISTS (SELECT FROM clearance c WHERE c.volunteer = a.volunteer AND c.kind = 'renas'
        AND c.verified_on <= (e.starts_at AT TIME ZONE e.zone)::date
        AND c.valid_until >= ((e.ends_at - interval '1 microsecond') AT TIME ZONE e.zone)::date)
"""
# Whose account was disabled is not expected any more, but was there if they were.
TEAM: Final = """
    SELECT a.event, count(*) AS adults
    FROM assignment a
        JOIN event e ON e.id = a.event
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
    WHERE a.event = ANY($1) AND (p.disabled_at IS NULL OR a.status = 'attended')
"""
CLEARED: Final = f"{TEAM} AND a.status IN ('accepted', 'attended') AND {COVERS} GROUP BY a.event"
UNCLEARED: Final = f"{TEAM} AND a.status = 'accepted' AND NOT {COVERS} GROUP BY a.event"


async def cleared_adults(event: UUID) -> int:
    """How many accepted helpers of an event hold a clearance that covers its days."""
    return (await cleared_adults_by([event]))[event]


async def cleared_adults_by(events: Collection[UUID]) -> Mapping[UUID, int]:
    """The same for each of these events."""
    rows = await fetch(CLEARED, list(events))
    return dict.fromkeys(events, 0) | {row["event"]: row["adults"] for row in rows}


async def missing_adults(event: UUID, *, minors: bool) -> int:
    """How many cleared adults an event still lacks; none where no minors are expected."""
    return max(0, LEAST - await cleared_adults(event)) if minors else 0
