"""Everything that reaches people, by whichever way and when."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from notifications.channels.heard import Report
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox import receipts
from server.foundation.database import fetch
from tests.support.moods import Mood
from tests.support.post_office import PostOffice
from tests.support.rounds import told
from tests.support.sms_house import SmsHouse
from tests.support.whatsapp_house import WhatsAppHouse

MINUTE = timedelta(minutes=1)
OFF = frozenset(
    {"cancellation", "released", "place_taken", "substitute_found", "expired"}
    | {"seat_cancellation", "seat_cancelled"}
)
MOODS = {"badly": Mood.BROKEN, "in doubt": Mood.DROPPED}
# Also where a report settled it since, or said, rightly or not, that it did not arrive.
DOUBTFUL = """(d.outcome = 'unknown' OR d.settled_at IS NOT NULL OR EXISTS (SELECT FROM receipt r
    WHERE r.channel = d.channel AND r.reference = d.reference AND r.status = 'failed'))"""
NOTICES = f"""
    SELECT n.id, n.kind, n.subject, n.account, n.state, e.starts_at,
        (SELECT count(*) FROM delivery d WHERE d.notice = n.id AND {DOUBTFUL}) AS doubts,
        EXISTS (SELECT FROM inbox_entry i WHERE i.notice = n.id) AS kept
    FROM notice n LEFT JOIN event e ON e.id = n.event WHERE n.id = ANY($1)
"""
SAID = """
    SELECT told FROM delivery WHERE notice = $1 AND channel = $2 ORDER BY attempt DESC LIMIT 1
"""
KEPT = """
    SELECT notice FROM delivery WHERE channel = 'inbox' AND outcome = 'sent' ORDER BY began_at, id
"""
WAITING = """
    SELECT min(due_at) AS due_at FROM notice
    WHERE state IN ('queued', 'held', 'unknown') AND kind = ANY($1)
"""


class Arrival(Struct, frozen=True, kw_only=True):
    """Something that reached somebody, and how it stood when it did."""

    at: datetime
    channel: str
    address: str
    notice: UUID
    kind: str
    subject: UUID
    account: UUID | None
    starts_at: datetime | None
    told: Any

    @property
    def meaning(self) -> Any:
        """What it says about coming: not at all, or to which facts."""
        if self.kind in OFF:
            return None
        return shown(self.told) if self.kind.startswith("seat") else self.told


class Witness:
    """Reads the post and both telephones after every round; `seen` is all of it, in order."""

    def __init__(
        self, office: Office, post: PostOffice, sms: SmsHouse, whatsapp: WhatsAppHouse
    ) -> None:  # fmt: skip
        self.office, self.post, self.sms, self.whatsapp = office, post, sms, whatsapp
        self.seen: list[Arrival] = []
        sms.told = whatsapp.told = ()
        self._read = self._lengths()

    def forget(self) -> None:
        """Begin anew: the post takes longer with every letter that it keeps."""
        self.seen.clear()
        self.post.letters.clear()
        self._read = self._lengths()

    async def round(self, mood: str, at: datetime) -> list[Arrival]:
        """A round of the outbox in which every first try meets this mood; what arrived."""
        self._meet(mood)
        await told(self.office, at)
        self._meet("")
        new = [await _arrival(*one, at) for one in await self._new()]
        self.seen += new
        return new

    async def report(self, status: str, at: datetime) -> None:
        """The providers say this of the last message that each of them took."""
        for kept in self.sms.messages[-1:]:
            said = Report(reference=kept.id, status=status, notice=UUID(kept.key))
            await receipts.report("sms", said, received_at=at)
        for chat in self.whatsapp.messages[-1:]:
            said = Report(reference=chat.id, status=status, notice=UUID(chat.sent.key))
            await receipts.report("whatsapp", said, received_at=at)

    async def settle(self, at: datetime, *, before: datetime) -> datetime:
        """Go from round to round until nothing waits, or until then; what the clock shows."""
        while at < before:
            await self.round("", at)
            due = (await fetch(WAITING, list(KINDS)))[0]["due_at"]
            if due is None:
                break
            at = max(due, at + MINUTE)
        return at

    def _meet(self, mood: str) -> None:
        self.post.to_letter = ["451 later"] if mood == "badly" else []
        self.post.to_recipient = ["550 nobody"] if mood == "refused" else []
        self.post.drops = int(mood == "in doubt")
        for house, code in ((self.sms, 21211), (self.whatsapp, 131026)):
            house.moods.coming.clear()
            if mood:
                house.moods.coming.append(MOODS.get(mood, code))

    def _lengths(self) -> tuple[int, int, int]:
        return len(self.post.letters), len(self.sms.messages), len(self.whatsapp.messages)

    async def _new(self) -> list[tuple[str, str, UUID]]:
        letters, texts, chats = self._read
        self._read = self._lengths()
        inbox = await fetch(KEPT)
        known = {one.notice for one in self.seen if one.channel == "inbox"}
        return [
            *(("mail", one["To"].addresses[0].addr_spec, _named(one["Message-ID"]))
              for one in self.post.letters[letters:]),
            *(("sms", one.fields["To"], UUID(one.key)) for one in self.sms.messages[texts:]),
            *(("whatsapp", one.sent.to, UUID(one.sent.key))
              for one in self.whatsapp.messages[chats:]),
            *(("inbox", "", row["notice"]) for row in inbox if row["notice"] not in known),
        ]  # fmt: skip


def _named(message_id: str) -> UUID:
    return UUID(message_id.strip("<> ").partition(".")[0])


async def _arrival(channel: str, address: str, notice: UUID, at: datetime) -> Arrival:
    row = (await fetch(NOTICES, [notice]))[0]
    said = await fetch(SAID, notice, channel)
    return Arrival(
        at=at, channel=channel, address=address, notice=notice, kind=row["kind"],
        subject=row["subject"], account=row["account"], starts_at=row["starts_at"],
        told=msgspec.json.decode(said[0]["told"]) if said[0]["told"] else None,
    )  # fmt: skip


def shown(facts: Any) -> Any:
    """Where a meeting is held online is told to nobody in advance."""
    return {name: value for name, value in facts.items() if name != "meeting_url"}
