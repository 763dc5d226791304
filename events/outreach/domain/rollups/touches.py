"""Which registers changed since they were counted."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from server.foundation.database import execute, fetch

PENDING: Final = """
    SELECT t.event
    FROM (SELECT DISTINCT event FROM register_touch) t
        LEFT JOIN event e ON e.id = t.event LEFT JOIN counted_event k ON k.event = t.event
    WHERE $1::uuid[] IS NULL OR e.period = ANY($1) OR k.period = ANY($1)
"""
TAKEN: Final = "DELETE FROM register_touch WHERE event = ANY($1)"


async def pending(periods: Collection[UUID] | None = None) -> list[UUID]:
    """The events whose registers changed: all, or those that have to do with some periods."""
    asked = None if periods is None else list(periods)
    return [row["event"] for row in await fetch(PENDING, asked)]


async def take(events: Collection[UUID]) -> None:
    """Forget these touches; what is written later than now leaves new ones."""
    await execute(TAKEN, list(events))


async def any_pending() -> bool:
    """Whether any register changed."""
    (row,) = await fetch("SELECT EXISTS (SELECT FROM register_touch) AS any")
    return bool(row["any"])
