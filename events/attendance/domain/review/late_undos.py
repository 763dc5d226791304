"""What a phone took back when the register was closed already: it counts until somebody decides."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

import msgspec

from events.attendance.domain.review.doubts_lines import Undone
from server.foundation.database import execute, fetch

LINES: Final = """
    SELECT id, corrects, voided_at, 'check_in' AS kind, sex, age_band, audience, 1 AS people
    FROM check_in
    UNION ALL
    SELECT id, corrects, voided_at, 'headcount', sex, age_band, audience, count FROM headcount
"""
# What was corrected meanwhile was the same mistake. Lines are looked up one by one, as the database
# takes chains for far longer than they are.
COUNTING: Final = f"""
    WITH RECURSIVE chain AS (
        SELECT line AS undone, line AS id FROM withdrawal WHERE {{which}}
        UNION
        SELECT chain.undone, later.id FROM chain JOIN ({LINES}) later ON later.corrects = chain.id
    ), counting AS (
        SELECT chain.undone, line.* FROM chain CROSS JOIN LATERAL (
            SELECT * FROM ({LINES}) each WHERE each.id = chain.id OFFSET 0
        ) line
        WHERE line.voided_at IS NULL
    )
"""
PUT_OFF: Final = f"""
    {COUNTING.format(which="line = ANY($1)")}
    UPDATE withdrawal SET waits = true WHERE line IN (SELECT undone FROM counting)
"""
WAITING: Final = f"""
    {COUNTING.format(which="waits AND line = ANY($1)")} SELECT undone FROM counting
"""
EVENTS: Final = f"""
    {COUNTING.format(which="waits")}
    SELECT DISTINCT w.event FROM counting JOIN withdrawal w ON w.line = counting.undone
    WHERE NOT EXISTS (SELECT FROM ruling r WHERE r.event = w.event AND r.doubt = 'undone'
        AND r.subject = 'undo:' || w.line)
"""
AT: Final = f"""
    {COUNTING.format(which="waits AND event = ANY($1)")}
    SELECT DISTINCT ON (line) w.event, counting.undone, counting.id AS line, counting.kind,
        w.received_at AS at, w.phone, counting.people, counting.sex, counting.age_band,
        counting.audience
    FROM counting JOIN withdrawal w ON w.line = counting.undone
    ORDER BY line, w.received_at, counting.undone
"""


async def put_off(lines: Collection[UUID]) -> None:
    """Let those that count of what was just taken back wait for a coordinator."""
    await execute(PUT_OFF, list(lines))


async def waiting(lines: Sequence[UUID | None]) -> set[UUID]:
    """Which of these were taken back too late and still count."""
    return {row["undone"] for row in await fetch(WAITING, lines)} if lines else set()


async def events() -> list[UUID]:
    """The events at which something was taken back too late that nobody has decided."""
    return [row["event"] for row in await fetch(EVENTS)]


async def at(events: Collection[UUID]) -> list[Undone]:
    """What was taken back too late at these events and still counts; each line once."""
    rows = await fetch(AT, list(events))
    return msgspec.convert([dict(row) for row in rows], list[Undone])
