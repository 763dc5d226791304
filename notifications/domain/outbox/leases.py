"""Who holds a notice, for how long, and what came of it: every step one statement."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec
from msgspec import Struct

from notifications.domain.notice import Notice
from notifications.domain.outbox.patience import Outcome
from server.foundation.database import fetch
from server.foundation.identity import new_id

LASTS: Final = timedelta(minutes=2)  # longer than any channel takes to answer

# Somebody waits in front of the screen for a sign-in link. What was held, or in doubt for so long
# that no report will come, is due again like anything else.
CLAIM: Final = """
    WITH taken AS (
        UPDATE notice n SET state = 'in_flight', lease = $2, leased_until = $3
        WHERE n.id = ANY(ARRAY(
            SELECT id FROM notice
            WHERE state IN ('queued', 'held', 'unknown') AND due_at <= $1 AND way = $4
                AND kind = ANY($5)
            ORDER BY kind <> 'sign_in_link', due_at, id LIMIT $6 FOR UPDATE SKIP LOCKED))
        RETURNING n.*)
    SELECT n.id, n.key, n.kind, n.subject, n.owed_at, n.attempts, n.lease,
        n.account, n.registration, n.webhook, n.reader, n.event, e.starts_at, n.channel,
        n.wanted_at, n.given_up,
        coalesce(p.email, r.contact, w.address, d.email, '') AS to,
        coalesce(p.name, d.name, '') AS to_name,
        coalesce(p.language, r.language, d.language, 'es') AS language
    FROM taken n
        LEFT JOIN account p ON p.id = n.account
        LEFT JOIN registration r ON r.id = n.registration
        LEFT JOIN webhook w ON w.id = n.webhook
        LEFT JOIN release_reader d ON d.id = n.reader
        LEFT JOIN event e ON e.id = n.event
    ORDER BY n.kind <> 'sign_in_link', n.due_at, n.id
"""
# What was reported to have arrived since it was claimed is not said again.
# What somebody was told last must be what was said last, also by a machine whose clock is behind.
BEGIN: Final = """
    WITH held AS (
        UPDATE notice n SET attempts = attempts + 1, leased_until = $3, way = $6
        WHERE id = $1 AND lease = $2 AND NOT EXISTS (
            SELECT FROM delivery d WHERE d.notice = n.id AND d.began_at >= n.owed_at
                AND d.receipt IN ('sent', 'delivered', 'read'))
        RETURNING id, subject, attempts, owed_at)
    INSERT INTO delivery (id, notice, attempt, began_at, channel, told)
    SELECT $4, id, attempts, greatest($5::timestamptz, (
            SELECT max(d.began_at) + interval '1 microsecond'
            FROM notice n JOIN delivery d ON d.notice = n.id
            WHERE n.subject = held.subject AND d.began_at > $5)),
        $6, $7::jsonb FROM held
    RETURNING attempt, 1 + (SELECT count(*) FROM delivery d JOIN held ON d.notice = held.id
        WHERE d.channel = $6 AND d.began_at >= held.owed_at) AS tries
"""
RECORD: Final = """
    UPDATE delivery SET ended_at = $3::timestamptz, outcome = $4, detail = $5,
        reference = coalesce($6, reference), segments = $7
    WHERE notice = $1 AND attempt = $2
        AND EXISTS (SELECT FROM notice WHERE id = $1 AND lease = $8 FOR UPDATE)
    RETURNING id
"""
PUT: Final = """
    UPDATE notice SET state = $3::text, due_at = $4, way = $5, given_up = $6, lease = NULL,
        leased_until = NULL,
        settled_at = CASE WHEN $3::text IN ('sent', 'failed', 'superseded')
            THEN $7::timestamptz END,
        in_doubt = in_doubt OR EXISTS (
            SELECT FROM delivery d WHERE d.notice = $1 AND d.outcome = 'unknown')
    WHERE id = $1 AND lease = $2 RETURNING id
"""
GIVE_BACK: Final = """
    UPDATE notice SET state = 'queued', lease = NULL, leased_until = NULL
    WHERE id = ANY($1) AND lease = $2
"""


class Begun(Struct, frozen=True):
    """The number of an attempt, and the how manieth try it is of its way."""

    attempt: int
    tries: int


class Standing(Struct, frozen=True):
    """Where a notice is put when the lease is given up: its state, when it is due, and its way."""

    state: str
    due_at: datetime
    way: str | None
    given_up: tuple[str, ...]


async def claim(kinds: Collection[str], lane: str, *, at: datetime, most: int = 1) -> list[Notice]:
    """Take what is due in a lane and nobody else holds; it is ours until the lease runs out."""
    rows = await fetch(CLAIM, at, new_id(), at + LASTS, lane, list(kinds), most)
    return msgspec.convert([dict(row) for row in rows], list[Notice])


async def begin(notice: Notice, channel: str, told: str | None, *, at: datetime) -> Begun | None:
    """Note that an attempt begins, or None when it is not for us to make one any more."""
    row = await fetch(BEGIN, notice.id, notice.lease, at + LASTS, new_id(), at, channel, told)
    return Begun(row[0]["attempt"], row[0]["tries"]) if row else None


async def record(notice: Notice, attempt: int, outcome: Outcome, *, at: datetime) -> bool:
    """Note how an attempt ended; whether the lease is still ours."""
    row = await fetch(
        RECORD, notice.id, attempt, at, outcome.name, outcome.detail, outcome.reference,
        outcome.segments, notice.lease,
    )  # fmt: skip
    return bool(row)


async def put(notice: Notice, standing: Standing, *, at: datetime) -> None:
    """Give the lease up and say where the notice stands, unless others took it over."""
    await fetch(
        PUT, notice.id, notice.lease, standing.state, standing.due_at, standing.way,
        list(standing.given_up), at,
    )  # fmt: skip


async def supersede(notice: Notice, *, at: datetime) -> None:
    """Settle a notice that is not owed any more, without a word."""
    await put(notice, Standing("superseded", at, None, notice.given_up), at=at)


async def give_back(notices: Sequence[Notice]) -> None:
    """Let others have what nothing was begun of."""
    for notice in notices[:1]:
        await fetch(GIVE_BACK, [each.id for each in notices], notice.lease)
