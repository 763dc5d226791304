"""Forgetting what is due, in small batches, in one process at a time."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from asyncpg import PostgresError
from msgspec import Struct

from server.accounts.domain.retention.periods import periods
from server.accounts.domain.retention.rule import Cutoff, Rule
from server.foundation.database import connection, execute, fetch, transaction
from server.foundation.errors import Refusal
from server.foundation.identity import new_id

log = logging.getLogger(__name__)

AT_ONCE: Final = 500
PATIENCE: Final = "SET LOCAL lock_timeout = '3s'"
NIGHT: Final = time(2)
NAME: Final = "accounts.retention"
LOCK: Final = "SELECT pg_try_advisory_lock(hashtextextended($1, 0))"
UNLOCK: Final = "SELECT pg_advisory_unlock(hashtextextended($1, 0))"
BEGIN: Final = "INSERT INTO retention_run (id, began_at, by_hand) VALUES ($1, $2, $3)"
PROGRESS: Final = "UPDATE retention_run SET forgotten = $2 WHERE id = $1"
FINISH: Final = "UPDATE retention_run SET finished_at = $2, forgotten = $3 WHERE id = $1"
LAST: Final = "SELECT max(began_at) AS last FROM retention_run WHERE finished_at IS NOT NULL"

Forgotten = dict[str, int | None]
"""How much went by each rule; None where it failed, and is tried again the next time."""


class Run(Struct, frozen=True):
    """What a run did; not `complete` when the process had to leave before it was through."""

    forgotten: Forgotten
    complete: bool


async def owed(at: datetime, *, zone: str) -> bool:
    """Whether a night began, by the clocks of the place, since the last run that was finished."""
    here = at.astimezone(ZoneInfo(zone))
    tonight = datetime.combine(here.date(), NIGHT, here.tzinfo)
    begun = tonight if here >= tonight else tonight - timedelta(days=1)
    last = (await fetch(LAST))[0]["last"]
    return last is None or last < begun


async def run(
    rules: Sequence[Rule],
    clock: Callable[[], datetime],
    *,
    leaving: asyncio.Event | None = None,
    by_hand: bool = False,
) -> Run | None:
    """Forget all that is due, rule by rule; None while another process does."""
    async with _alone() as mine:
        if not mine:
            return None
        number = new_id()
        await execute(BEGIN, number, clock(), by_hand)
        forgotten: Forgotten = {}
        kept = await periods(rules)
        for rule in rules:
            if leaving is not None and leaving.is_set():
                return Run(forgotten, complete=False)
            days = timedelta(days=kept[rule.name].days)
            forgotten[rule.name] = await _all_of(rule, days, clock, leaving)
            await execute(PROGRESS, number, _json(forgotten))
        await execute(FINISH, number, clock(), _json(forgotten))
        return Run(forgotten, complete=True)


async def _all_of(
    rule: Rule, days: timedelta, clock: Callable[[], datetime], leaving: asyncio.Event | None
) -> int | None:
    """Everything that is due by one rule; that of the others does not depend on it."""
    gone = 0
    at = clock()
    try:
        while leaving is None or not leaving.is_set():
            async with transaction():
                await execute(PATIENCE)
                now_gone = await rule.what.forget(Cutoff(at, at - days), most=AT_ONCE)
            gone += now_gone
            if not now_gone:
                break
            await asyncio.sleep(0)
    except (PostgresError, Refusal):
        log.exception("retention could not forget what is due by %s", rule.name)
        return None
    return gone


@asynccontextmanager
async def _alone() -> AsyncIterator[bool]:
    """Hold the name for as long as the block lasts, whatever becomes of the process."""
    async with connection() as lent:
        mine = bool(await lent.fetchval(LOCK, NAME))
        try:
            yield mine
        finally:
            if mine:
                await lent.fetchval(UNLOCK, NAME)


def _json(forgotten: Forgotten) -> str:
    return msgspec.json.encode(forgotten).decode()
