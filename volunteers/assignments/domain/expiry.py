"""Invitations that nobody answered in time expire, and somebody else is looked for."""

from datetime import datetime
from typing import Final
from uuid import UUID

from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.identity import SYSTEM
from volunteers.assignments.domain import held_places, searches

DUE: Final = """
    SELECT a.id FROM assignment a JOIN event e ON e.id = a.event
    WHERE a.status = 'invited' AND a.answer_by <= $1
        AND e.status IN ('draft', 'published') AND e.starts_at > $1
    ORDER BY a.answer_by, a.id
"""


async def expire(*, at: datetime) -> int:
    """Let expire what was due by `at`; asking twice, or in many processes, is harmless.

    An expired one may still be accepted while the place is free. Returns how many expired.
    """
    return sum([await _expire(row["id"], at) for row in await fetch(DUE, at)])


async def _expire(assignment: UUID, at: datetime) -> bool:
    async with transaction():
        held = await held_places.hold_to_release(assignment)
        if held.status != "invited" or held.answer_by is None or at < held.answer_by:
            return False
        await held_places.settle(assignment, "expired", at=at)
        await audit.record(SYSTEM, "assignment.expired", f"assignment:{assignment}", at=at)
        await searches.leave(held, "expired", by=SYSTEM, at=at)
    return True
