"""When and by which way notices will leave, if nothing changes until then: as the outbox decides.

Pure: what is owed and how people may be reached goes in.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from notifications.domain.contacts.way import Reach
from notifications.domain.outbox.choice import INBOX, Asked, Channels, Keep, Send, Wait, choose

REMINDERS: Final = frozenset({"reminder", "seat_reminder"})


class Due(Struct, frozen=True, kw_only=True):
    """A notice to come; nothing is sent before `written_at`, and nothing pointless at `before`.

    One that was tried in vain is tried again at `again_at`. Whoever still has to answer is not
    pressed any more from `answer_by` on. Whoever registered in advance is nobody in particular.
    """

    key: str
    kind: str
    account: UUID | None
    registration: UUID | None
    subject: UUID
    wanted_at: datetime
    written_at: datetime
    scheduled: bool = False
    channel: str | None = None
    given_up: tuple[str, ...] = ()
    before: datetime | None = None
    answer_by: datetime | None = None
    again_at: datetime | None = None
    who: str | None = None
    event: UUID | None = None
    title: str | None = None
    starts_at: datetime | None = None
    zone: str | None = None
    municipality: str | None = None
    municipality_name: str | None = None

    @property
    def recipient(self) -> UUID:
        """The account or the registration."""
        return self.account or self.registration or self.subject


class Foretold(Struct, frozen=True, kw_only=True):
    """When a notice leaves and by which way; INBOX is none, nothing is that it cannot be told."""

    due: Due
    at: datetime
    way: str | None

    @property
    def only_here(self) -> bool:
        """Whether it reaches nobody who does not look into Convoca, against what was wished."""
        return self.way is None or (self.way == INBOX and self.due.channel != INBOX)


def foretold(
    dues: Iterable[Due], reaches: Mapping[UUID, Reach], channels: Channels, *, now: datetime
) -> list[Foretold]:
    """What will be sent, the next first."""
    leaving = [_leaves(due, reaches[due.recipient], channels, now) for due in dues]
    still = [one for one in leaving if not _too_late(one)]
    reminders = defaultdict(list)
    for one in still:
        if one.due.kind in REMINDERS:
            reminders[one.due.subject].append(one)
    told = [one for one in still if not _overtaken(one, reminders[one.due.subject])]
    return sorted(told, key=lambda one: (one.at, one.due.kind, one.due.who or "", one.due.key))


def _leaves(due: Due, reach: Reach, channels: Channels, now: datetime) -> Foretold:
    at = max(now, due.written_at, due.again_at or now)
    asked = Asked(
        kept=due.account is not None, only=due.channel, given_up=due.given_up,
        wanted_at=due.wanted_at if due.scheduled else None, before=due.before,
    )  # fmt: skip
    match choose(asked, reach, channels, at=at):
        case Send(way):
            return Foretold(due=due, at=at, way=way.channel)
        case Wait(until, channel):
            return Foretold(due=due, at=until, way=channel)
        case Keep():
            return Foretold(due=due, at=at, way=INBOX)
    return Foretold(due=due, at=max(at, due.wanted_at), way=None)


def _too_late(one: Foretold) -> bool:
    return one.due.answer_by is not None and one.due.answer_by <= one.at


def _overtaken(one: Foretold, reminders: list[Foretold]) -> bool:
    """Whether a reminder that is nearer to the start, or any for an answer, says it by then."""
    if one.due.kind == "answer_due":
        return any(other.at <= one.at for other in reminders)
    if one.due.kind not in REMINDERS:
        return False
    quiet = one.due.channel == INBOX
    nearer = [other for other in reminders if other.due.wanted_at > one.due.wanted_at]
    return any(
        min(other.due.wanted_at, other.at) <= one.at
        for other in nearer
        if quiet or other.due.channel != INBOX
    )
