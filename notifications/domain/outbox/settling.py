"""What becomes of a notice whose turn has come: it is sent, waits, or is settled as it is."""

from datetime import timedelta

from notifications.domain.contacts.way import Reach, Way
from notifications.domain.contacts.ways import reach
from notifications.domain.notice import Notice
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox import leases, sending, trying
from notifications.domain.outbox.choice import INBOX, TOO_LATE, Fail, Keep, Send, choose
from notifications.domain.outbox.leases import Standing
from notifications.domain.outbox.patience import MOST_TRIES, Outcome, pause
from notifications.domain.outbox.placing import asked, is_in_vain, placed
from notifications.domain.outbox.sending import Turn
from notifications.domain.outbox.work import Work
from notifications.domain.outbox.writing import write


async def settle(notice: Notice, lane: str, work: Work) -> bool:
    """See to one notice that this process holds; whether its lane goes on."""
    at = work.clock()
    if is_in_vain(notice, at):
        await _missed(notice, work)
        return True
    if not await KINDS[notice.kind].is_still_owed(notice, at):
        await trying.give_up(notice, at=at)
        return True
    reached = await _reached(notice, work.office)
    choice = choose(asked(notice), reached, work.channels, at=at)
    match choice:
        case Send(way) if way.channel == lane:
            return await sending.send(Turn(notice, way, reached), work)
        case Keep():
            await _keep(notice, work)
        case Fail(reason=reason) if reason:
            await _fail(notice, choice, work)
        case _:
            standing = placed(choice, notice, at=at)
            await leases.put(notice, standing, at=at)
            work.handed_on(standing)
    return True


async def _reached(notice: Notice, office: Office) -> Reach:
    if notice.webhook is None:
        return await reach(notice, office)
    program = Way(channel="webhook", address=notice.to)
    return Reach(ways=(program,), zone=office.settings.timezone)


async def _missed(notice: Notice, work: Work) -> None:
    """Whoever should have known until the event began was never told, and that is said."""
    at = work.clock()
    last = min(at, notice.starts_at or at) - timedelta(microseconds=1)
    if not await KINDS[notice.kind].is_still_owed(notice, last):
        await trying.give_up(notice, at=at)
        return
    ways = (await _reached(notice, work.office)).ways
    missed = Fail(ways[0].channel if ways else INBOX, TOO_LATE)
    outcome = Outcome(name="refused", detail=missed.reason)
    await trying.tried(notice, missed.channel, outcome, placed(missed, notice, at=at), at=at)


async def _fail(notice: Notice, choice: Fail, work: Work) -> None:
    """No way is in time; where there is an inbox it is found there all the same."""
    at = work.clock()
    written = await write(notice, None, work.office, at) if asked(notice).kept else None
    await trying.tried(
        notice, choice.channel, Outcome(name="refused", detail=choice.reason),
        placed(choice, notice, at=at), at=at, letter=written.letter if written else None,
    )  # fmt: skip


async def _keep(notice: Notice, work: Work) -> None:
    """No way leads there: it is found in the inbox, and that is being told."""
    at = work.clock()
    written = await write(notice, None, work.office, at)
    if written:
        standing = Standing("sent", at, INBOX, notice.given_up)
        outcome = Outcome(name="sent")
    else:
        tries = notice.attempts + 1
        state = "queued" if tries < MOST_TRIES else "failed"
        standing = Standing(state, at + pause(notice.id, tries), INBOX, notice.given_up)
        outcome = trying.UNWRITTEN
    await trying.tried(
        notice, INBOX, outcome, standing, at=at, letter=written.letter if written else None
    )
