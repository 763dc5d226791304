"""Applying what providers report of messages: it settles doubt, and takes the next way."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from notifications.channels.heard import Report
from notifications.domain.outbox import pace, ranks, reasons
from notifications.domain.outbox.patience import after
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.identity import new_id

# The channels whose providers report.
REPORTED: Final = frozenset({"whatsapp", "sms"})
KEEP: Final = """
    INSERT INTO receipt (id, channel, reference, status, detail, code, at, received_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (channel, reference, status) DO NOTHING
    RETURNING id
"""
# Where the answer was lost, the report names what the message was sent for.
KNOWN: Final = """
    SELECT notice, attempt FROM delivery WHERE channel = $1 AND reference = $2
    ORDER BY attempt DESC LIMIT 1
"""
NAMED: Final = """
    SELECT notice, attempt FROM delivery
    WHERE channel = $1 AND notice = $2 AND reference IS NULL
        AND (outcome IS NULL OR outcome = 'unknown')
    ORDER BY attempt LIMIT 1
"""
EARLY: Final = """
    SELECT d.attempt, r.reference, r.status, r.detail, r.code
    FROM delivery d JOIN receipt r ON r.channel = d.channel AND r.reference = d.reference
    WHERE d.notice = $1 AND r.status = ANY($2) ORDER BY d.attempt, r.received_at, r.id
"""
LOOK: Final = """
    SELECT n.id, n.state, d.channel, d.receipt, d.outcome, d.began_at >= n.owed_at AS latest,
        NOT EXISTS (SELECT FROM delivery l WHERE l.notice = n.id AND l.attempt > d.attempt
            AND (l.outcome IS NULL OR l.outcome IN ('sent', 'unknown'))) AS last,
        (SELECT count(*) FROM delivery t WHERE t.notice = n.id AND t.channel = d.channel
            AND t.began_at >= n.owed_at) AS tries
    FROM notice n JOIN delivery d ON d.notice = n.id AND d.attempt = $2 WHERE n.id = $1
"""
# What is under way has no outcome yet: whoever began it writes that down.
NOTE: Final = """
    UPDATE delivery SET reference = coalesce(reference, $3), receipt = $4::text,
        detail = CASE WHEN $8::text = 'failed' AND $4 = 'failed' THEN $5 ELSE detail END,
        settled_at = CASE WHEN outcome = 'unknown' THEN $6::timestamptz ELSE settled_at END,
        outcome = CASE WHEN outcome IS NOT NULL THEN $7::text END
    WHERE notice = $1 AND attempt = $2
"""
DOUBT: Final = """
    UPDATE notice n SET in_doubt = EXISTS (
        SELECT FROM delivery d WHERE d.notice = n.id AND d.outcome = 'unknown')
    WHERE id = $1 AND in_doubt
"""
TOLD: Final = """
    UPDATE notice SET state = $2::text, settled_at = coalesce(settled_at, $3), way = $4
    WHERE id = $1
"""
AGAIN: Final = """
    UPDATE notice SET state = 'queued', settled_at = NULL, due_at = $2, way = NULL,
        given_up = CASE WHEN NOT $4 OR $3::text = ANY(given_up) THEN given_up
            ELSE given_up || $3::varchar END
    WHERE id = $1
"""


async def report(channel: str, said: Report, *, received_at: datetime) -> None:
    """Keep what a provider reported, and let it hold; a report of what nobody sent changes nothing.

    One that comes before the answer to the message waits for that.
    """
    async with transaction():
        await hold(channel, said.reference)
        news = await fetch(
            KEEP, new_id(), channel, said.reference, said.status, said.detail, said.code, said.at,
            received_at,
        )  # fmt: skip
        found = await fetch(KNOWN, channel, said.reference)
        if not found and said.notice is not None:
            found = await fetch(NAMED, channel, said.notice)
        for row in found:
            await _apply(row["notice"], row["attempt"], said, at=received_at)
        if news and found:
            await _hold_up(channel, said, at=received_at)


async def hold(channel: str, reference: str) -> None:
    """Let nobody else write about this message until the transaction ends."""
    await only_one_at_a_time(f"message:{channel}:{reference}")


async def catch_up(notice: UUID, *, at: datetime) -> None:
    """Apply what was reported before it was known what about, or while an attempt was under way."""
    for row in await fetch(EARLY, notice, list(ranks.RANK)):
        said = Report(
            reference=row["reference"], status=row["status"], detail=row["detail"], code=row["code"]
        )
        await _apply(notice, row["attempt"], said, at=at)


async def _apply(notice: UUID, attempt: int, said: Report, *, at: datetime) -> None:
    await fetch("SELECT FROM notice WHERE id = $1 FOR UPDATE", notice)
    row = (await fetch(LOOK, notice, attempt))[0]
    receipt = ranks.further(row["receipt"], said.status)
    await execute(
        NOTE, notice, attempt, said.reference, receipt, said.detail, at, ranks.outcome(receipt),
        said.status,
    )  # fmt: skip
    await execute(DOUBT, notice)
    # What was told long ago, before the fact came back, says nothing of it now; and what is known
    # to have failed does not fail once more when later attempts do.
    over = receipt == "failed" and row["outcome"] == ranks.outcome(receipt)
    if row["outcome"] is not None and row["latest"] and not over:
        await _settle(row, receipt, said, at=at)


async def _settle(row: Any, receipt: str, said: Report, *, at: datetime) -> None:
    notice, channel = row["id"], row["channel"]
    state = ranks.becomes(row["state"], receipt, last=row["last"])
    if state == "queued":
        outcome = reasons.outcome(channel, said)
        following = after(outcome, notice, row["tries"], at=at, reported=True)
        await execute(AGAIN, notice, following.due_at, channel, following.gives_up)
    elif state is not None:
        await execute(TOLD, notice, state, at, channel)


async def _hold_up(channel: str, said: Report, *, at: datetime) -> None:
    """What is wrong with the whole channel may be said of one message, long after it was taken."""
    outcome = reasons.outcome(channel, said)
    if outcome.stopped or outcome.everybody:
        await pace.note(channel, outcome, at=at)
