"""Telling people what they are owed: lease, deliver, record."""

import asyncio
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final

import structlog

from notifications.domain.kind import Kind
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox import lanes, pace, sorting, sweeping
from notifications.domain.outbox.choice import Channels
from notifications.domain.outbox.dispatch import channels_on
from notifications.domain.outbox.pace import RATES, Rate
from notifications.domain.outbox.work import Clock, Work

log: Final = structlog.get_logger()


async def tick(
    office: Office, *, clock: Clock, leaving: asyncio.Event | None = None,
    rates: Mapping[str, Rate] = RATES,
) -> bool:  # fmt: skip
    """Write down what is owed, and deliver until nothing is due or the round has lasted enough.

    Any number of processes may do so at once. When `leaving` is set, what is being sent is
    finished and nothing else is begun. Returns whether something was left that is due.
    """
    work = Work(office, clock=clock, leaving=leaving or asyncio.Event(), rates=rates)
    await sweeping.sweep(at=clock())
    await _owe(KINDS.values(), clock)
    return await lanes.work_off(work, partial(_look, work))


async def _look(work: Work) -> None:
    """What somebody waits for in front of a screen is not kept waiting until the next round."""
    await _owe((kind for kind in KINDS.values() if kind.direct), work.clock)
    await sort(work)


async def sort(work: Work) -> None:
    """See by which channels something leaves at this moment, and sort what is due into them."""
    at = work.clock()
    held_up = await pace.held_up(at=at)
    # Where we are at work, what rests is a test of ours that may go well.
    resting = {one: until for one, until in held_up.resting.items() if not work.at_work[one]}
    work.channels = Channels(channels_on(work.office), held_up.stopped, resting)
    await sorting.sort(KINDS, work.waiting_rooms, at=at)


async def _owe(kinds: Iterable[Kind], clock: Clock) -> None:
    for kind in kinds:
        try:
            await kind.owe(clock())
        except Exception:
            # A question that cannot be answered must not keep the others from being asked.
            log.exception("a kind of notice cannot be asked after", kind=kind.name)
