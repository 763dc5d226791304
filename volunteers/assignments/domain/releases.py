"""Taking a place back because it cannot be kept: its holder is away, or breaks a rule by now.

Nobody has to be held for that but the event, so whoever moves an event may release its people in
the transaction that moves it.
"""

from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.identity import SYSTEM, Actor
from volunteers.assignments.domain import held_places, searches
from volunteers.assignments.domain.safeguarding import COVERS

Cause = Literal["absence", "rule"]
SEARCHED_AS: Final = {"absence": "absence", "rule": "released"}
AWAY: Final = """
    SELECT DISTINCT a.id FROM assignment a
        JOIN event e ON e.id = a.event
        JOIN absence b ON b.volunteer = a.volunteer
            AND b.first_day <= ((e.ends_at - interval '1 microsecond') AT TIME ZONE e.zone)::date
            AND b.last_day >= (e.starts_at AT TIME ZONE e.zone)::date
    WHERE a.status IN ('invited', 'accepted') AND e.status IN ('draft', 'published')
        AND e.starts_at > $1
    ORDER BY a.id
"""
UNCLEARED: Final = f"""
    SELECT a.id FROM assignment a JOIN event e ON e.id = a.event
    WHERE a.status IN ('invited', 'accepted') AND e.status IN ('draft', 'published')
        AND e.starts_at > $1
        AND EXISTS (SELECT FROM event_audience x JOIN audience u ON u.slug = x.audience
            WHERE x.event = e.id AND u.minors)
        AND NOT {COVERS}
    ORDER BY a.id
"""


async def release(
    assignment: UUID, cause: Cause, *, because: str = "", by: Actor = SYSTEM, at: datetime
) -> bool:
    """Take an invitation or a place back, and look for somebody else while there is time.

    Says whether there was one to take back. `because` goes on record. The event must not begin or
    be called off meanwhile: it is held here. Raises NotFound.
    """
    async with transaction():
        held = await held_places.hold_to_release(assignment)
        if held.status not in {"invited", "accepted"}:
            return False
        await held_places.settle(assignment, "withdrawn", at=at, released_for=cause)
        told = {"cause": cause, "because": because, "was": held.status}
        await audit.record(by, "assignment.released", f"assignment:{assignment}", at=at, **told)
        await searches.leave(held, SEARCHED_AS[cause], by=by, at=at)
    return True


async def settle(*, at: datetime) -> int:
    """Release whoever is away by now, or not cleared for minors any more; returns how many."""
    away = [await release(row["id"], "absence", at=at) for row in await fetch(AWAY, at)]
    uncleared = [
        await release(row["id"], "rule", because="clearance", at=at)
        for row in await fetch(UNCLEARED, at)
    ]
    return sum(away) + sum(uncleared)
