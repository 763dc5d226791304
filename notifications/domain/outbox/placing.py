"""What a notice asks of its way, and where it is put when its turn is over."""

from datetime import datetime

from notifications.domain.inbox.keeping import UNKEPT
from notifications.domain.notice import Notice
from notifications.domain.notices.kinds import KINDS
from notifications.domain.outbox.choice import INBOX, Asked, Choice, Fail, Send, Wait
from notifications.domain.outbox.leases import Standing


def asked(notice: Notice) -> Asked:
    """What the notice asks, as one of its kind."""
    kind = KINDS[notice.kind]
    return Asked(
        kept=notice.account is not None and notice.kind not in UNKEPT,
        only=notice.channel,
        given_up=notice.given_up,
        wanted_at=notice.wanted_at,
        before=notice.starts_at if kind.until_start else None,
        direct=kind.direct,
    )


def is_in_vain(notice: Notice, at: datetime) -> bool:
    """Nothing about coming to an event is said once it began."""
    before = asked(notice).before
    return before is not None and at >= before


def placed(choice: Choice, notice: Notice, *, at: datetime) -> Standing:
    """Where it waits: until a moment, or for whoever works in the lane of its way; or nowhere."""
    match choice:
        case Wait(until, channel, quiet):
            return Standing("held" if quiet else "queued", until, channel, notice.given_up)
        case Fail(channel):
            return Standing("failed", at, channel, notice.given_up)
        case Send(way):
            return Standing("queued", at, way.channel, notice.given_up)
    return Standing("queued", at, INBOX, notice.given_up)
