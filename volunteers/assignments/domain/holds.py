"""What keeps an event where it is: who helps or is expected there, and what was counted there."""

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
            (SELECT count(*) FROM assignment a WHERE a.event = e.id AND a.status = 'accepted')
                AS promised,
            (SELECT count(*) FROM check_in c WHERE c.event = e.id)
                + (SELECT count(*) FROM headcount h WHERE h.event = e.id) AS lines,
            (SELECT count(*) FROM registration r WHERE r.event = e.id AND r.ended_at IS NULL)
                AS seats
        FROM event e WHERE e.id = ANY($1)
    ) held WHERE helpers + lines + seats > 0
"""


async def holds(events: Collection[UUID]) -> Mapping[UUID, Hold]:
    """How many people help or were asked to, how many lines the register has, how many registered.

    Who declined or was withdrawn counts too: they may still have to be told so. Voided lines
    count: they are never deleted either. Events without any are left out.
    """
    found = [dict(row) for row in await fetch(HOLDS, list(events))]
    return {row.pop("id"): msgspec.convert(row, Hold) for row in found}
