"""What one person says of how and when they may be reached, and what follows from it."""

from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from notifications.domain.contacts import consents, contacts, preferences
from notifications.domain.contacts.naming import Named
from notifications.domain.contacts.preferences import Quiet
from notifications.domain.contacts.way import Hours
from server.accounts.domain import accounts
from server.foundation.database import execute, fetch
from server.foundation.identity import Actor
from tests.support.histories import Step

GUATEMALA = "America/Guatemala"
QUIET = (
    None,
    Quiet(Hours(time(20), time(7)), GUATEMALA),
    Quiet(Hours(time(12), time(14)), GUATEMALA),
    Quiet(Hours(time(23, 30), time(6)), "Europe/Madrid"),
    Quiet(Hours(time(8), time(8)), GUATEMALA),
)
MAIL = Named(channel="mail", address="segura@correo.test")
SMS = Named(channel="sms", address="+50255551234")
WHATSAPP = Named(channel="whatsapp", address="+50255551234")
CONTACTS = (
    (),
    (SMS,),
    (WHATSAPP, SMS),
    (MAIL, WHATSAPP),
    (msgspec.structs.replace(SMS, from_time=time(9), until_time=time(17)), MAIL),
    (msgspec.structs.replace(WHATSAPP, from_time=time(18), until_time=time(1)),),
    (msgspec.structs.replace(MAIL, from_time=time(6), until_time=time(8)),),
)
CHANNELS = ("mail", "sms", "whatsapp")
PREFERENCES = frozenset({"quiet", "name", "confirm", "opt out", "agree"})
RIGHTS = """
    SELECT p.email, q.quiet_from, q.quiet_until, coalesce(q.zone, $2) AS zone,
        array(SELECT to_jsonb(c) || jsonb_build_object('given', (SELECT l.given FROM consent l
            WHERE l.account = c.account AND l.channel = c.channel
            ORDER BY l.at DESC, l.id DESC LIMIT 1), 'worked', c.confirmed_at IS NOT NULL
                AND EXISTS (SELECT FROM consent l WHERE l.account = c.account
                    AND l.channel = c.channel AND l.given))
            FROM contact c WHERE c.account = p.id) AS named,
        coalesce((SELECT l.given FROM consent l WHERE l.account = p.id AND l.channel = 'mail'
            ORDER BY l.at DESC, l.id DESC LIMIT 1), true) AS mail
    FROM account p LEFT JOIN preference q ON q.account = p.id WHERE p.id = $1
"""


class Said(Struct, frozen=True, kw_only=True):
    """A way that somebody named, as it is kept."""

    channel: str
    address: str
    from_time: time | None
    until_time: time | None
    confirmed_at: datetime | None
    given: bool | None
    worked: bool
    was_off: bool


class Rights(Struct, frozen=True, kw_only=True):
    """All that somebody said of it at one moment."""

    email: str
    quiet_from: time | None
    quiet_until: time | None
    zone: str
    named: list[Said]
    mail: bool

    def allow(self, channel: str, address: str, at: datetime) -> bool:
        """Whether they may be written to there at that moment, in the plainest words."""
        hour = at.astimezone(ZoneInfo(self.zone)).time()
        return not self._quiet(channel, hour) and self._safe(channel, address, hour)

    def _quiet(self, channel: str, hour: time) -> bool:
        if self.quiet_from is not None and self.quiet_until is not None:
            return within(hour, self.quiet_from, self.quiet_until)
        return channel != "mail" and within(hour, time(21), time(6))

    def _safe(self, channel: str, address: str, hour: time) -> bool:
        # The account's own mail, until something that they named was known to work.
        if not any(one.worked for one in self.named):
            left = not self.mail or any(one.was_off for one in self.named)
            return (channel, address, left) == ("mail", self.email, False)
        return any(
            one.confirmed_at is not None
            and one.given is True
            and (one.from_time is None or within(hour, one.from_time, one.until_time))
            for one in self.named
            if (one.channel, one.address.lstrip("+")) == (channel, address.lstrip("+"))
        )


def within(hour: time, begins: time, ends: time | None) -> bool:
    """Whether the clock shows an hour between, maybe over midnight."""
    assert ends is not None
    if begins <= ends:
        return begins <= hour < ends
    return not ends <= hour < begins


async def rights(account: UUID) -> Rights:
    """What holds now."""
    row: dict[str, Any] = dict((await fetch(RIGHTS, account, GUATEMALA))[0])
    row["named"] = [msgspec.json.decode(one) for one in row["named"]]
    return msgspec.convert(row, Rights)


async def prefer(step: Step, account: UUID, at: datetime) -> None:
    """What the person says; raises what the domain raises where it refuses."""
    who, channel = await accounts.actor(account), CHANNELS[step.number % len(CHANNELS)]
    assert isinstance(who, Actor)
    match step.what:
        case "quiet":
            await preferences.say(QUIET[step.number % len(QUIET)], by=who, at=at)
        case "name":
            await contacts.say(account, CONTACTS[step.number % len(CONTACTS)], by=who, at=at)
        case "confirm":
            await execute(
                "UPDATE contact SET confirmed_at = $2"
                " WHERE account = $1 AND confirmed_at IS NULL",
                account, at,
            )  # fmt: skip
        case "opt out":
            await consents.withdraw(account, channel, "link", at=at)
        case "agree":
            await contacts.agree_again(account, channel, by=who, at=at)
        case _:
            raise AssertionError(step.what)
