"""Telling people what they are owed: lease, deliver, record."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, TypeAlias

import structlog
from msgspec import Struct

from notifications.channels.message import Message
from notifications.domain import leases
from notifications.domain.dispatch import dispatch
from notifications.domain.kinds import KINDS
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from notifications.domain.patience import Outcome, consequence
from notifications.domain.rendering import render
from server.foundation.translation import speaking

Clock: TypeAlias = Callable[[], datetime]

LANES: Final = 4
ROUND_LASTS: Final = timedelta(seconds=15)
UNWRITTEN: Final = Outcome("failed", "the letter could not be written")
log: Final = structlog.get_logger()


class Written(Struct, frozen=True):
    """A message, and what it says about an event."""

    message: Message
    told: str | None


async def tick(office: Office, *, clock: Clock, leaving: asyncio.Event | None = None) -> None:
    """Write down what is owed, and deliver until nothing is due or the round has lasted enough.

    Any number of processes may do so at once. When `leaving` is set, what is being sent is
    finished and nothing else is begun.
    """
    until = clock() + ROUND_LASTS
    await leases.sweep(at=clock())
    for kind in KINDS.values():
        await kind.owe(clock())
    async with asyncio.TaskGroup() as lanes:
        for _lane in range(LANES):
            lanes.create_task(_work(office, clock, until, leaving or asyncio.Event()))


async def _work(office: Office, clock: Clock, until: datetime, leaving: asyncio.Event) -> None:
    while clock() < until and not leaving.is_set():
        claimed = await leases.claim(KINDS, at=clock())
        if not claimed:
            return
        await _settle(claimed[0], office, clock)


async def _settle(notice: Notice, office: Office, clock: Clock) -> None:
    if not await KINDS[notice.kind].is_still_owed(notice, clock()):
        await leases.supersede(notice, at=clock())
        return
    written = await _write(notice, office, clock())
    attempt = await leases.begin(notice, written.told if written else None, at=clock())
    if attempt is None:
        return
    outcome = await dispatch(written.message, office) if written else UNWRITTEN
    at = clock()
    await leases.record(notice, outcome, consequence(outcome, notice.id, attempt, at=at), at=at)


async def _write(notice: Notice, office: Office, at: datetime) -> Written | None:
    with speaking(notice.language):
        try:
            letter = await KINDS[notice.kind].write(notice, office, at)
            return Written(render(letter, notice, office), letter.told)
        except Exception:
            # One letter that cannot be written must not keep all the others from leaving.
            log.exception("a notice cannot be written", notice=str(notice.id), kind=notice.kind)
            return None
