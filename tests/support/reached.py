"""People who named how they may be reached, and what follows from it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from notifications.domain.contacts import confirming, contacts
from notifications.domain.contacts.naming import Named
from notifications.domain.contacts.way import Way
from notifications.domain.contacts.ways import reach_of
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.identity import Actor, new_id
from server.foundation.senders import Sms, WhatsApp
from server.foundation.settings import Settings
from tests.support.cast import LONG_AGO

NUMBER = "+50255551234"
WHATSAPP = Named(channel="whatsapp", address=NUMBER)
SMS = Named(channel="sms", address=NUMBER)
MAIL = Named(channel="mail", address="ana@otra.test")
CALL = Named(channel="call", address=NUMBER)


def with_phones(settings: Settings) -> Settings:
    """An installation that sends by every channel."""
    return msgspec.structs.replace(
        settings,
        whatsapp=WhatsApp(base="http://w", phone="1", token="t", app_secret="s", verify_token="v"),
        sms=Sms(base="http://s", account="AC1", token="t", sender="+50200000000"),
    )


def account_of(who: Actor) -> UUID:
    """The account of somebody who signs in."""
    assert who.account is not None
    return who.account


async def named(who: Actor, *ways: Named, at: datetime = LONG_AGO) -> None:
    """They say themselves how they may be reached."""
    await contacts.say(account_of(who), ways, by=who, at=at)


async def confirmed(office: Office, *ways: Named, who: Actor, at: datetime = LONG_AGO) -> None:
    """They say how they may be reached, and open every link that they get."""
    await named(who, *ways, at=at)
    for token in await tokens(office, who):
        await confirming.confirm(token, office.signer, at=at)


async def tokens(office: Office, who: Actor) -> list[str]:
    """The links that ask whether somebody's ways work, in their order."""
    rows = await fetch(
        "SELECT id, address FROM contact WHERE account = $1 AND channel <> 'call'"
        " ORDER BY position",
        who.account,
    )
    links = [confirming.link(row["id"], row["address"], "", office.signer) for row in rows]
    return [link.removeprefix("/m/") for link in links]


async def ways_of(office: Office, who: Actor) -> list[str]:
    """The addresses by which somebody is told, in their order."""
    return [_named(way) for way in (await reach_of(account_of(who), office.settings)).ways]


def notice(kind: str = "invitation", **changes: Any) -> Notice:
    """A notice that is about to be sent."""
    usual: dict[str, Any] = {
        "id": new_id(), "key": "a", "kind": kind, "subject": new_id(), "owed_at": LONG_AGO,
        "attempts": 0, "lease": new_id(), "to": "", "to_name": "", "language": "es",
    }  # fmt: skip
    return Notice(**{**usual, **changes})


def _named(way: Way) -> str:
    return f"{way.channel}:{way.address}"
