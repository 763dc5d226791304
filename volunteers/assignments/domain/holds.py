"""What keeps an event where it is: people who help there, and what was counted there."""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

import msgspec

from events.planning.domain.upstairs import Hold
from server.foundation.database import fetch

HOLDS: Final = """
    SELECT * FROM (
        SELECT e.id,
            (SELECT count(*) FROM assignment a WHERE a.event = e.id) AS helpers,
            (SELECT count(*) FROM check_in c WHERE c.event = e.id)
                + (SELECT count(*) FROM headcount h WHERE h.event = e.id) AS lines
        FROM event e WHERE e.id = ANY($1)
    ) held WHERE helpers + lines > 0
"""


async def holds(events: Collection[UUID]) -> Mapping[UUID, Hold]:
    """How many people help or were asked to, and how many lines the register has.

    Who declined or was withdrawn counts too: they may still have to be told so. Voided lines
    count: they are never deleted either. Events without both are left out.
    """
    rows = await fetch(HOLDS, list(events))
    return {
        row["id"]: msgspec.convert({"helpers": row["helpers"], "lines": row["lines"]}, Hold)
        for row in rows
    }
