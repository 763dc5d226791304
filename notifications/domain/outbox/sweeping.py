"""Finding what nobody would see to in time: held by a process that is gone, or by the night."""

from datetime import datetime
from typing import Final

from notifications.domain.notices.kinds import KINDS
from notifications.domain.outbox import leases, receipts
from notifications.domain.outbox.patience import DOUBT_LASTS
from server.foundation.database import execute, fetch, transaction

# A lease that ran out before an attempt began is no cause for doubt; one that lasts longer than any
# was given by a clock that ran ahead.
SWEEP: Final = """
    WITH lost AS (
        SELECT n.id, d.id AS delivery, d.channel, d.receipt
        FROM notice n LEFT JOIN delivery d ON d.notice = n.id AND d.outcome IS NULL
        WHERE n.state = 'in_flight' AND (n.leased_until < $1 OR n.leased_until > $4)
        FOR UPDATE OF n SKIP LOCKED),
    ended AS (
        UPDATE delivery d SET ended_at = $1, outcome = 'unknown'
        FROM lost WHERE d.id = lost.delivery)
    UPDATE notice n SET lease = NULL, leased_until = NULL,
        state = CASE WHEN lost.channel = ANY($2) THEN 'unknown' ELSE 'queued' END,
        due_at = CASE WHEN lost.channel = ANY($2) THEN $3::timestamptz ELSE $1 END,
        in_doubt = n.in_doubt OR lost.delivery IS NOT NULL
    FROM lost WHERE n.id = lost.id RETURNING n.id, lost.receipt IS NOT NULL AS reported
"""
# An event that was moved to begin sooner does not wait for the morning.
OVERTAKEN: Final = """
    UPDATE notice n SET due_at = $1 FROM event e
    WHERE e.id = n.event AND n.state = 'held' AND n.kind = ANY($2)
        AND n.due_at > $1 AND n.due_at >= e.starts_at
"""


async def sweep(*, at: datetime) -> None:
    """Queue it again, or wait for a report of it where there are any.

    What is held for longer than it would be worth anything is judged anew.
    """
    before_start = [kind.name for kind in KINDS.values() if kind.until_start]
    await execute(OVERTAKEN, at, before_start)
    async with transaction():
        lost = await fetch(
            SWEEP, at, list(receipts.REPORTED), at + DOUBT_LASTS, at + 2 * leases.LASTS
        )
        for row in lost:
            if row["reported"]:
                await receipts.catch_up(row["id"], at=at)
