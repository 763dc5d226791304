"""Writing down that an attempt begins and how it ended."""

from datetime import datetime
from typing import Final

from notifications.channels.heard import Report
from notifications.domain.inbox import keeping
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.outbox import leases, receipts
from notifications.domain.outbox.leases import Begun, Standing
from notifications.domain.outbox.patience import Outcome
from server.foundation.database import transaction

UNWRITTEN: Final = Outcome(name="failed", detail="the letter could not be written")


async def begin(
    notice: Notice, channel: str, letter: Letter | None, *, at: datetime
) -> Begun | None:
    """Begin an attempt, or None when others took over, or it was reported to have arrived.

    What is about to be said is in the inbox from now on: whoever is killed meanwhile may have
    said it.
    """
    async with transaction():
        begun = await leases.begin(notice, channel, letter.told if letter else None, at=at)
        if begun is None:
            await leases.give_back([notice])
            await receipts.catch_up(notice.id, at=at)
        elif letter:
            await keeping.keep(notice, letter, at=at)
        return begun


async def end(
    notice: Notice, channel: str, begun: Begun, outcome: Outcome, standing: Standing,
    *, at: datetime,
) -> None:  # fmt: skip
    """Note how an attempt ended, and what was reported of it meanwhile."""
    async with transaction():
        if outcome.reference:
            await receipts.hold(channel, outcome.reference)
        if await leases.record(notice, begun.attempt, outcome, at=at):
            await leases.put(notice, standing, at=at)
            await receipts.catch_up(notice.id, at=at)
        elif outcome.reference:
            # We were so slow that others took over: what they wait to hear is this.
            late = Report(reference=outcome.reference, status="sent", notice=notice.id)
            await receipts.report(channel, late, received_at=at)


async def tried(
    notice: Notice, channel: str, outcome: Outcome, standing: Standing,
    *, at: datetime, letter: Letter | None = None,
) -> None:  # fmt: skip
    """Note an attempt that took no time, because nothing had to leave."""
    async with transaction():
        begun = await begin(notice, channel, letter, at=at)
        if begun:
            await end(notice, channel, begun, outcome, standing, at=at)


async def give_up(notice: Notice, *, at: datetime) -> None:
    """Settle a notice that is not owed any more, without a word."""
    async with transaction():
        await leases.supersede(notice, at=at)
        await keeping.take_back(notice)
