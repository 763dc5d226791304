"""Who helps at which events, by name."""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from events.planning.domain.upstairs import Helper
from server.foundation.database import fetch

HELPERS: Final = """
    SELECT a.event, v.id, c.name FROM assignment a
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account c ON c.id = v.account
    WHERE a.event = ANY($1) AND a.status IN ('proposed', 'invited', 'accepted', 'attended')
    ORDER BY c.name, v.id
"""


async def helpers(events: Collection[UUID]) -> Mapping[UUID, list[Helper]]:
    """Who is expected to help at each of these events; those without anybody are left out."""
    found: dict[UUID, list[Helper]] = {}
    for row in await fetch(HELPERS, list(events)):
        found.setdefault(row["event"], []).append(Helper(row["id"], row["name"]))
    return found
