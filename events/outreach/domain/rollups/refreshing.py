"""Counting again what changed."""

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from events.outreach.domain.answered import Freshness
from events.outreach.domain.rollups import touches
from events.outreach.domain.rollups.recounting import recount
from server.foundation.database import fetch, only_one_at_a_time, transaction

COUNTING: Final = "outreach.counting"
LOCKED: Final = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine"
FEW: Final = 50
"""So many registers a question counts itself before it is answered."""
BATCH: Final = 2_000
TRIES: Final = 40
PAUSE: Final = 0.05
COUNTED_AT: Final = """
    SELECT max(counted_at) AS last FROM counted_event WHERE period = ANY($1)
"""


async def up_to_date(periods: Collection[UUID], *, at: datetime) -> Freshness:
    """Count what changed in these periods, unless it is much: then the figures are told to wait.

    Neither does it wait long for somebody else who is counting.
    """
    changed = await touches.pending(periods)
    if 0 < len(changed) <= FEW and await _counted(changed, at=at):
        changed = await touches.pending(periods)
    if not changed:
        return Freshness(counted_at=at)
    (row,) = await fetch(COUNTED_AT, list(periods))
    return Freshness(counted_at=row["last"], pending=len(changed))


async def catch_up(periods: Collection[UUID] | None = None, *, at: datetime) -> None:
    """Count everything that changed, however long it takes: in these periods, or anywhere."""
    async with transaction():
        await only_one_at_a_time(COUNTING)
        await _count(await touches.pending(periods), at=at)


async def go_on(clock: Callable[[], datetime], *, leaving: asyncio.Event) -> None:
    """Count what changed, batch by batch; who else is counting is left to it."""
    changed = await touches.pending()
    for start in range(0, len(changed), BATCH):
        async with transaction():
            (row,) = await fetch(LOCKED, COUNTING)
            if leaving.is_set() or not row["mine"]:
                return
            await _count(changed[start : start + BATCH], at=clock())


async def _counted(events: Collection[UUID], *, at: datetime) -> bool:
    for _try in range(TRIES):
        async with transaction():
            (row,) = await fetch(LOCKED, COUNTING)
            if row["mine"]:
                await _count(events, at=at)
                return True
        await asyncio.sleep(PAUSE)
    return False


async def _count(events: Collection[UUID], *, at: datetime) -> None:
    if events:
        await touches.take(events)
        await recount(events, at=at)
