"""Working out the rotas that were asked for, whichever process takes the next one."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from msgspec import structs

from volunteers.assignments.domain.rota import keeping, leases
from volunteers.assignments.domain.rota.gathering import gather
from volunteers.assignments.domain.rota.keeping import Solved
from volunteers.assignments.domain.rota.leases import Lease, Lost
from volunteers.assignments.domain.rota.progressing import Progressing, progressing
from volunteers.assignments.domain.rota.running import SOLVER, Run, solving
from volunteers.assignments.domain.rota.standing_fast import standing_fast
from volunteers.assignments.domain.solver.instance import Instance
from volunteers.assignments.domain.solver.weights import PLANNING, REPAIR
from volunteers.assignments.domain.solver.work import Answer, Work

log: Final = structlog.get_logger()
Clock = Callable[[], datetime]
# How often who waits hears something new, and how often others hear that we are alive.
PACE: Final = 0.5
BREATH: Final = timedelta(seconds=5)
# For reading, the first draft, and the reasons why places stay empty.
MARGIN: Final = 30.0
MARGIN_A_PLACE: Final = 0.02


class Leaving(Exception):
    """This process ends, and leaves what it does to another."""


async def go_on(clock: Clock, *, leaving: asyncio.Event | None = None) -> None:
    """Work out what waits, also what a process that died left half done, unless we leave."""
    while not (leaving and leaving.is_set()):
        if not await step(clock, leaving=leaving):
            return


async def step(
    clock: Clock,
    *,
    only: UUID | None = None,
    leaving: asyncio.Event | None = None,
    solver: Sequence[str] = SOLVER,
) -> bool:
    """Work out one rota; False when none waits. No connection is held while the solver runs."""
    lease = await leases.claim(clock(), only=only)
    if lease is None:
        return False
    watch = Watch(lease, clock, leaving)
    try:
        await _worked_out(watch, solver)
    except Lost:
        log.info("a rota is somebody else's by now", rota=str(lease.id))
    except (Leaving, asyncio.CancelledError) as end:
        await leases.release(watch.lease)
        if isinstance(end, asyncio.CancelledError):
            raise
    return True


class Watch:
    """Keeps a rota ours while the solver runs, and tells how far that has come."""

    def __init__(self, lease: Lease, clock: Clock, leaving: asyncio.Event | None) -> None:
        self.lease = lease
        self.clock = clock
        self._leaving = leaving
        self._told: Progressing | None = None
        self._last = clock()

    async def over(self, run: Run, conversation: asyncio.Task[None], seconds: float) -> None:
        """Until the solver has nothing more to say or its time is over; raises Lost or Leaving."""
        time = asyncio.get_running_loop().time
        end = time() + seconds
        while not conversation.done() and time() < end:
            await asyncio.wait([conversation], timeout=PACE)
            if self._leaving and self._leaving.is_set():
                raise Leaving
            await self._tell(run)

    async def _tell(self, run: Run) -> None:
        news = None if run.progress is None else progressing(run.progress)
        now = self.clock()
        if news == self._told and now - self._last < BREATH:
            return
        self.lease = await leases.extend(self.lease, now, news)
        self._told, self._last = news, now


async def _worked_out(watch: Watch, solver: Sequence[str]) -> None:
    at = watch.clock()
    try:
        instance = await gather(watch.lease.window, at=at)
        if not instance.tasks:
            await leases.fail(watch.lease, "nothing", watch.clock())
            return
        # Reading may have taken a while.
        watch.lease = await leases.extend(watch.lease, watch.clock())
        answer = await _answered(watch, _work(watch.lease, instance), solver)
        if answer is None:
            await leases.fail(watch.lease, "broken", watch.clock())
            return
        solved = Solved(instance=instance, answer=answer, gathered_at=at)
        await keeping.keep(watch.lease, solved, at=watch.clock())
    except (Lost, Leaving):
        raise
    except Exception:
        # Whatever it was, it would come again with every new attempt.
        log.exception("a rota could not be worked out", rota=str(watch.lease.id))
        await leases.fail(watch.lease, "broken", watch.clock())


def _work(lease: Lease, instance: Instance) -> Work:
    repair = lease.event is not None
    return Work(
        instance=standing_fast(instance, repair=repair),
        seconds=lease.seconds,
        seed=lease.seed,
        weights=REPAIR if repair else PLANNING,
    )


async def _answered(watch: Watch, work: Work, solver: Sequence[str]) -> Answer | None:
    """What the solver says; if nothing, by its deadline or at all, then what it says at once."""
    margin = MARGIN + MARGIN_A_PLACE * _needed(work.instance)
    for seconds in (work.seconds, 0.0):
        asked = structs.replace(work, seconds=seconds)
        async with solving(asked, solver) as (run, conversation):
            await watch.over(run, conversation, seconds + margin)
        if run.answer is not None:
            return run.answer
        log.warning("the solver found nothing", rota=str(watch.lease.id), seconds=seconds)
    return None


def _needed(instance: Instance) -> int:
    return sum(task.leads + task.assistants for task in instance.tasks)
