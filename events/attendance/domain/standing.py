"""Seeing to it that of all lines of a pass at an event the right one counts."""

from collections.abc import Collection, Iterable
from typing import Final
from uuid import UUID

from asyncpg import UniqueViolationError

from server.foundation.database import execute, fetch, transaction

Pass = tuple[UUID, bytes]
"""An event and the pseudonym of a pass there."""

TRIES: Final = 10
HOLD: Final = "SELECT FROM event WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE"
# `standing_rule` in the database's words.
RULE: Final = """
    line.corrects IS NULL,
    (line.sex <> 'unknown')::int + (line.age_band <> 'unknown')::int
        + (line.audience IS NOT NULL)::int DESC,
    line.at, line.id
"""
# What neither stands nor is voided is found by an index of its own.
BEST: Final = f"""
    SELECT DISTINCT ON (line.event, line.pseudonym) line.id, line.event, line.pseudonym
    FROM unnest($1::uuid[], $2::bytea[]) AS pass (event, pseudonym) CROSS JOIN LATERAL (
        SELECT * FROM check_in c
        WHERE c.event = pass.event AND c.pseudonym = pass.pseudonym AND c.standing
        UNION ALL
        SELECT * FROM check_in c
        WHERE c.event = pass.event AND c.pseudonym = pass.pseudonym
            AND NOT c.standing AND c.voided_at IS NULL
    ) line
    ORDER BY line.event, line.pseudonym, {RULE}
"""
# Nobody may rise before the other fell: the database lets only one stand at any moment.
FALL: Final = f"""
    WITH best AS MATERIALIZED ({BEST}), fallen AS (
        UPDATE check_in c SET standing = false FROM best
        WHERE c.event = best.event AND c.pseudonym = best.pseudonym AND c.standing
            AND c.id <> best.id
    )
    SELECT best.id FROM best JOIN check_in c USING (id) WHERE NOT c.standing
"""
RISE: Final = "UPDATE check_in SET standing = true WHERE id = ANY($1)"
STANDS: Final = "SELECT FROM check_in WHERE event = $1 AND pseudonym = $2 AND standing"


async def hold(events: Iterable[UUID]) -> None:
    """Let nobody else settle which lines of these events stand until the transaction ends.

    New lines of new passes are still written meanwhile. Whoever holds several events asks for all
    of them at once.
    """
    await fetch(HOLD, list(events))


async def settle(passes: Collection[Pass]) -> None:
    """Let the right line of each pass stand; whoever calls holds the events.

    A line that another process is just writing may get in first: then there is one more to compare.
    """
    columns = [event for event, _pseudonym in passes], [pseudonym for _event, pseudonym in passes]
    for _try in range(TRIES):
        rising = [row["id"] for row in await fetch(FALL, *columns)]
        if not rising or await _risen(rising):
            return
    raise RuntimeError("lines of a pass kept arriving")


async def stands(event: UUID, pseudonym: bytes) -> bool:
    """Whether any line of this pass counts at the event."""
    return bool(await fetch(STANDS, event, pseudonym))


async def _risen(lines: list[UUID]) -> bool:
    try:
        async with transaction():
            await execute(RISE, lines)
    except UniqueViolationError:
        return False
    return True
