"""Sending a notice by one way: when it may, in the words of this moment, and what then follows."""

import asyncio
from datetime import datetime

import msgspec
from msgspec import Struct

from notifications.domain.contacts import consents
from notifications.domain.contacts.way import Reach, Way
from notifications.domain.notice import Notice
from notifications.domain.outbox import leases, pace, trying
from notifications.domain.outbox.choice import Choice, Send, choose, has_another
from notifications.domain.outbox.dispatch import dispatch
from notifications.domain.outbox.leases import Begun, Standing
from notifications.domain.outbox.patience import Outcome, after
from notifications.domain.outbox.placing import asked, is_in_vain, placed
from notifications.domain.outbox.receipts import REPORTED
from notifications.domain.outbox.work import Work
from notifications.domain.outbox.writing import Written, write
from notifications.domain.webhooks import webhooks
from server.foundation.database import transaction


class Turn(Struct, frozen=True):
    """A notice that this process holds, the way chosen for it, and what else there is."""

    notice: Notice
    way: Way
    reached: Reach


async def send(turn: Turn, work: Work) -> bool:
    """Try it once; whether the channel lets more leave."""
    notice, channel = turn.notice, turn.way.channel
    written = await write(notice, turn.way, work.office, work.clock())
    slot = await pace.take(channel, at=work.clock(), rates=work.rates)
    if slot is None:
        await leases.give_back([notice])
        return False
    await asyncio.sleep(slot.total_seconds())
    if not _may_still(turn, work):
        await leases.give_back([notice])
        return True
    begun = await _begun(turn, written, work)
    if begun is not None:
        outcome = await _outcome(turn, written, work)
        standing = _standing(turn, begun, outcome, work)
        await trying.end(notice, channel, begun, outcome, standing, at=work.clock())
        work.handed_on(standing)
    return True


def _may_still(turn: Turn, work: Work) -> bool:
    """Whether it would be sent at this moment too; or else it is judged anew."""
    notice, at = turn.notice, work.clock()
    choice = choose(asked(notice), turn.reached, work.channels, at=at)
    return choice == Send(turn.way) and not is_in_vain(notice, at)


async def _begun(turn: Turn, written: Written | None, work: Work) -> Begun | None:
    """Whoever was written to a moment ago is left in peace for another."""
    notice, channel, at = turn.notice, turn.way.channel, work.clock()
    async with transaction():
        free = await pace.free_at(notice, channel, at=at, rates=work.rates)
        if free > at:
            await leases.put(notice, Standing("queued", free, channel, notice.given_up), at=at)
            return None
        return await trying.begin(notice, channel, written.letter if written else None, at=at)


async def _outcome(turn: Turn, written: Written | None, work: Work) -> Outcome:
    if written is None or written.message is None:
        return trying.UNWRITTEN
    channel, began = turn.way.channel, work.clock()
    outcome = await dispatch(written.message, channel, work.office)
    rests = await pace.note(channel, outcome, at=work.clock(), began=began)
    if outcome.stopped:
        work.stop(channel)
    if rests is not None:
        work.rest(channel, rests)
    if outcome.opted_out:
        await _leave_alone(turn, at=work.clock())
    return outcome


async def _leave_alone(turn: Turn, *, at: datetime) -> None:
    """Whoever told the other side that they want nothing from us told us."""
    if turn.notice.webhook is not None:
        await webhooks.gone(turn.notice.webhook, at=at)
    else:
        await consents.by_reply(turn.way.channel, turn.way.address, given=False, at=at)


def _standing(turn: Turn, begun: Begun, outcome: Outcome, work: Work) -> Standing:
    """Where that leaves it; what cannot go this way takes the next at once."""
    notice, channel, at = turn.notice, turn.way.channel, work.clock()
    another = has_another(asked(notice), turn.reached, work.channels, than=channel, at=at)
    following = after(
        outcome, notice.id, begun.tries, at=at, reported=channel in REPORTED, another=another
    )
    if following.gives_up:
        notice = msgspec.structs.replace(notice, given_up=(*notice.given_up, channel))
    choice = choose(asked(notice), turn.reached, work.channels, at=at)
    around = outcome.name == "failed" and _goes_around(choice, channel)
    leaves = following.gives_up or outcome.stopped or around
    if following.state != "queued" or not leaves:
        return Standing(following.state, following.due_at, channel, notice.given_up)
    return placed(choice, notice, at=at)


def _goes_around(choice: Choice, channel: str) -> bool:
    """Whether the channel rests for so long that another is better now."""
    return isinstance(choice, Send) and choice.way.channel != channel
