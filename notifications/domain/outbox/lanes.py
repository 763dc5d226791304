"""The lanes in which the notices of each channel leave, each of them going on by itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final

import structlog

from notifications.channels import postbox
from notifications.domain.notice import Notice
from notifications.domain.notices.kinds import KINDS
from notifications.domain.outbox import leases
from notifications.domain.outbox.settling import settle
from notifications.domain.outbox.work import PLACES, Work

LASTS: Final = timedelta(seconds=15)
# So long whoever waits for something in front of a screen waits behind the others.
TURN_LASTS: Final = timedelta(seconds=3)
BATCH: Final = 4
log: Final = structlog.get_logger()


async def work_off(work: Work, look: Callable[[], Awaitable[None]]) -> bool:
    """Send what is due, until nothing is or it lasted enough; whether something may be left.

    Before every turn a `look` finds what else is to be done. Whoever waits for a slow answer then
    holds up nobody else: while they do, the others go on.
    """
    async with _crew(work) as crew:
        turn = work.clock()
        while True:
            if work.clock() >= turn and not work.leaving.is_set():
                turn = work.clock() + TURN_LASTS
                await look()
                work.wanted |= work.lanes
            if not crew.is_busy():
                return bool(work.wanted & work.lanes) and not work.leaving.is_set()
            await crew.pause()


@asynccontextmanager
async def _crew(work: Work) -> AsyncIterator["Crew"]:
    """Nobody of it is left behind; what is being sent when something breaks is sent first."""
    async with postbox.kept_open(), asyncio.TaskGroup() as tasks:
        crew = Crew(work, tasks)
        try:
            yield crew
        except Exception:
            await crew.leave()
            raise


class Crew:
    """Those who work in the lanes of a round, each for one turn after the other."""

    def __init__(self, work: Work, tasks: asyncio.TaskGroup) -> None:
        self._work = work
        self._tasks = tasks
        self._until = work.clock() + LASTS
        self._left = False
        self._busy: dict[asyncio.Task[None], datetime] = {}

    def is_busy(self) -> bool:
        """Whether anybody works, when all have begun who should."""
        if self._goes_on():
            for lane in sorted(self._work.wanted & self._work.lanes):
                self._begin(lane)
        return bool(self._busy)

    async def pause(self) -> None:
        """Wait until somebody is done, or a turn is over."""
        await asyncio.wait(
            self._busy, timeout=TURN_LASTS.total_seconds(), return_when=asyncio.FIRST_COMPLETED
        )

    async def leave(self) -> None:
        """Begin nothing more, and let what was begun come to its end."""
        self._left = True
        if self._busy:
            await asyncio.wait(self._busy)

    def _goes_on(self) -> bool:
        """Until it lasted enough, and for as long as somebody who began before that is at work."""
        if self._work.leaving.is_set():
            return False
        return min(self._busy.values(), default=self._work.clock()) < self._until

    def _begin(self, lane: str) -> None:
        for _place in range(PLACES[lane] - self._work.at_work[lane]):
            self._work.wanted.discard(lane)
            self._work.at_work[lane] += 1
            task = self._tasks.create_task(self._turn(lane))
            self._busy[task] = self._work.clock()
            task.add_done_callback(self._busy.pop)

    async def _turn(self, lane: str) -> None:
        """See to what is due in a lane until nothing is, or the turn is over."""
        until = self._work.clock() + TURN_LASTS
        try:
            while await self._batch(lane, until):
                pass
        except Exception:
            # The database, most likely: what others are sending is not broken off for that.
            log.exception("a lane is broken off", lane=lane)
        finally:
            self._work.at_work[lane] -= 1

    async def _batch(self, lane: str, until: datetime) -> bool:
        claimed = await leases.claim(KINDS, lane, at=self._work.clock(), most=BATCH)
        for number, notice in enumerate(claimed):
            if not self._has_time(lane, until) or not await _settled(notice, lane, self._work):
                await leases.give_back(claimed[number:])
                return False
        return bool(claimed) and self._has_time(lane, until)

    def _has_time(self, lane: str, until: datetime) -> bool:
        if self._left or self._work.leaving.is_set():
            return False
        if self._work.clock() < until:
            return True
        self._work.wanted.add(lane)
        return False


async def _settled(notice: Notice, lane: str, work: Work) -> bool:
    try:
        return await settle(notice, lane, work)
    except Exception:
        # One notice that we fail at waits until its lease runs out; the others leave.
        log.exception("a notice cannot be seen to", notice=str(notice.id), kind=notice.kind)
        return True
