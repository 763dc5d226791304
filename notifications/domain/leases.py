"""Who holds a notice, for how long, and what came of it: every step one statement."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

import msgspec

from notifications.domain.notice import Notice
from notifications.domain.patience import Consequence, Outcome
from server.foundation.database import fetch
from server.foundation.identity import new_id

LASTS: Final = timedelta(minutes=2)  # longer than any channel takes to answer

# Somebody waits in front of the screen for a sign-in link.
CLAIM = """
    UPDATE notice n SET state = 'in_flight', lease = $2, leased_until = $3
    FROM notice c
        LEFT JOIN account p ON p.id = c.account
        LEFT JOIN registration r ON r.id = c.registration
    WHERE c.id = n.id AND n.id = ANY(ARRAY(
        SELECT id FROM notice
        WHERE state = 'queued' AND due_at <= $1 AND kind = ANY($4) AND channel = 'mail'
        ORDER BY kind <> 'sign_in_link', due_at, id LIMIT $5 FOR UPDATE SKIP LOCKED))
    RETURNING n.id, n.key, n.kind, n.subject, n.owed_at, n.attempts, n.lease,
        coalesce(p.email, r.contact, '') AS to, coalesce(p.name, '') AS to_name,
        coalesce(p.language, r.language) AS language
"""
BEGIN = """
    WITH held AS (
        UPDATE notice SET attempts = attempts + 1, leased_until = $3
        WHERE id = $1 AND lease = $2 RETURNING id, attempts)
    INSERT INTO delivery (id, notice, attempt, began_at, told)
    SELECT $4, id, attempts, $5, $6::jsonb FROM held RETURNING attempt
"""
RECORD = """
    WITH held AS (
        UPDATE notice SET state = $3::text, lease = NULL, leased_until = NULL, due_at = $4,
            settled_at = CASE WHEN $3::text <> 'queued' THEN $5::timestamptz END,
            in_doubt = in_doubt OR $6::text = 'unknown'
        WHERE id = $1 AND lease = $2 RETURNING id, attempts)
    UPDATE delivery d SET ended_at = $5::timestamptz, outcome = $6::text, detail = $7
    FROM held WHERE d.notice = held.id AND d.attempt = held.attempts RETURNING d.id
"""
SUPERSEDE = """
    UPDATE notice SET state = 'superseded', lease = NULL, leased_until = NULL, settled_at = $3
    WHERE id = $1 AND lease = $2
"""
# A lease that ran out before an attempt began is no cause for doubt.
SWEEP = """
    WITH lost AS (
        UPDATE notice n SET state = 'queued', lease = NULL, leased_until = NULL, due_at = $1,
            in_doubt = in_doubt
                OR EXISTS (SELECT FROM delivery d WHERE d.notice = n.id AND d.outcome IS NULL)
        WHERE state = 'in_flight' AND leased_until < $1 RETURNING id)
    UPDATE delivery d SET ended_at = $1, outcome = 'unknown'
    FROM lost WHERE d.notice = lost.id AND d.outcome IS NULL
"""


async def claim(kinds: Collection[str], *, at: datetime, most: int = 1) -> list[Notice]:
    """Take what is due and nobody else holds; it is ours until the lease runs out."""
    rows = await fetch(CLAIM, at, new_id(), at + LASTS, list(kinds), most)
    return msgspec.convert([dict(row) for row in rows], list[Notice])


async def begin(notice: Notice, told: str | None, *, at: datetime) -> int | None:
    """Note that an attempt begins; its number, or None when the lease is not ours any more."""
    row = await fetch(BEGIN, notice.id, notice.lease, at + LASTS, new_id(), at, told)
    return int(row[0]["attempt"]) if row else None


async def record(
    notice: Notice, outcome: Outcome, consequence: Consequence, *, at: datetime
) -> None:
    """Note how the attempt ended, unless the lease ran out meanwhile and others took over."""
    await fetch(
        RECORD, notice.id, notice.lease, consequence.state, consequence.due_at, at,
        outcome.name, outcome.detail,
    )  # fmt: skip


async def supersede(notice: Notice, *, at: datetime) -> None:
    """Settle a notice that is not owed any more, without a word."""
    await fetch(SUPERSEDE, notice.id, notice.lease, at)


async def sweep(*, at: datetime) -> None:
    """Queue again what was held by a process that is gone; what it was sending is in doubt."""
    await fetch(SWEEP, at)
