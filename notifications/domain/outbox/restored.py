"""The outbox of a database that was restored: what may have been told already is not told again.

Since the backup was made the world was told things that the restored database knows nothing of: it
would tell all of them once more. So whatever is due by now is worked out as the clock would do it,
and then set aside as failed, each with the reason. On the page of notices those stand under one
cause, from where a person who knows what went out sends again what did not.

What is due later was not told before, and goes its way.
"""

from datetime import datetime
from typing import Final

from events.attendance.domain.reserving import seat_book
from notifications.domain.notices.kinds import KINDS
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.identity import SYSTEM
from volunteers.assignments.domain import covering

REASON: Final = "restored from a backup"
# What the clock does may have consequences that the clock sees to the next time.
ROUNDS: Final = 5
SET_ASIDE: Final = """
    WITH late AS (
        UPDATE notice SET state = 'failed', settled_at = $1, lease = NULL, leased_until = NULL,
            attempts = attempts + 1
        WHERE state IN ('queued', 'held', 'in_flight', 'unknown')
            AND CASE WHEN state = 'held' THEN due_at ELSE coalesce(wanted_at, owed_at) END <= $1
        RETURNING id, attempts, coalesce(way, channel, 'mail') AS channel),
    broken_off AS (
        UPDATE delivery d SET ended_at = $1, outcome = 'unknown'
        FROM late WHERE d.notice = late.id AND d.outcome IS NULL)
    INSERT INTO delivery (id, notice, attempt, channel, began_at, ended_at, outcome, detail)
    SELECT gen_random_uuid(), id, attempts, channel, $1, $1, 'refused', $2 FROM late
    RETURNING notice
"""


async def set_aside(*, at: datetime) -> int:
    """Settle everything due by now without a word; how many notices that were."""
    async with transaction():
        for _round in range(ROUNDS):
            changed = await covering.advance(at=at)
            await seat_book.advance(at=at)
            if not changed:
                break
        for kind in KINDS.values():
            await kind.owe(at)
        number = len(await fetch(SET_ASIDE, at, REASON))
        if number:
            await audit.record(SYSTEM, "notices.set_aside", "outbox", at=at, number=number)
    return number
