"""By which ways whoever is owed a notice may be reached, and when."""

from collections import defaultdict
from collections.abc import Collection
from datetime import time
from typing import Final
from uuid import UUID

from asyncpg import Record
from msgspec.structs import replace

from notifications.domain.contacts.consents import LATEST
from notifications.domain.contacts.way import Hours, Reach, Way
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.settings import Settings

__all__ = ["Hours", "Reach", "Way", "reach", "reach_of", "reaches_of", "working"]

NEVER: Final = Hours(time(), time())
# These go to the mail of the account, whatever its holder says or somebody in their name.
BY_OWN_MAIL: Final = frozenset({"sign_in_link", "account_changed"})
# The mail of the account goes on until one of the ways that somebody named is known to work.
# Whoever only named a telephone for people to call, or has not opened the link yet, is not cut off;
# whoever took a way back that worked does not mean: write to me elsewhere then.
CHOSEN: Final = """
    EXISTS (SELECT FROM contact k
            JOIN consent l ON l.account = k.account AND l.channel = k.channel AND l.given
        WHERE k.account = p.id AND k.channel <> 'call' AND k.confirmed_at IS NOT NULL)
"""
# Who had left the account's own mail, and names another, agrees to that other one.
WAS_OFF: Final = """
    EXISTS (SELECT FROM contact k WHERE k.account = p.id AND k.channel = 'mail' AND k.was_off)
"""
OWN: Final = f"""
    SELECT p.id AS account, p.email, q.quiet_from, q.quiet_until, q.zone,
        {CHOSEN} AS chosen, coalesce(mail.given, true) AND NOT {WAS_OFF} AS mail,
        c.channel, c.address, c.from_time, c.until_time
    FROM account p
        LEFT JOIN preference q ON q.account = p.id
        LEFT JOIN LATERAL ({LATEST.format(account="p.id", channel="'mail'")}) mail ON true
        LEFT JOIN contact c ON c.account = p.id AND c.channel <> 'call'
            AND c.confirmed_at IS NOT NULL
            AND (SELECT given FROM ({LATEST.format(account="c.account", channel="c.channel")}) l)
    WHERE p.id = ANY($1) AND p.disabled_at IS NULL
    ORDER BY c.position, c.channel
"""
ASKED: Final = f"""
    SELECT q.quiet_from, q.quiet_until, q.zone, last.way,
        c.channel, c.address, c.from_time, c.until_time
    FROM contact c
        JOIN account p ON p.id = c.account AND p.disabled_at IS NULL
        LEFT JOIN preference q ON q.account = p.id
        JOIN LATERAL ({LATEST.format(account="c.account", channel="c.channel")}) last ON last.given
    WHERE c.id = $1 AND c.channel <> 'call'
"""
ENABLED: Final = "SELECT email FROM account WHERE id = $1 AND disabled_at IS NULL"


async def reach(notice: Notice, office: Office) -> Reach:
    """How whoever is owed this may be reached at this moment."""
    if notice.kind == "contact_check":
        return await _asked(notice.subject, office.settings)
    if notice.kind in BY_OWN_MAIL:
        rows = await fetch(ENABLED, notice.account)
        return _by_mail([row["email"] for row in rows], office.settings)
    if notice.account is not None:
        return await reach_of(notice.account, office.settings)
    return _by_mail([notice.to] if notice.to else [], office.settings)


async def reach_of(account: UUID, settings: Settings) -> Reach:
    """How the holder of an account may be told of what they are owed."""
    return (await reaches_of([account], settings))[account]


async def reaches_of(accounts: Collection[UUID], settings: Settings) -> dict[UUID, Reach]:
    """The same of many at once."""
    rows = defaultdict[UUID, list[Record]](list)
    for row in await fetch(OWN, list(accounts)):
        rows[row["account"]].append(row)
    return {account: _own(rows[account], settings) for account in accounts}


def working(settings: Settings) -> frozenset[str]:
    """The channels that this installation sends by."""
    phones = {"whatsapp": settings.whatsapp, "sms": settings.sms}
    return frozenset({"mail", *(name for name, account in phones.items() if account)})


def _own(rows: list[Record], settings: Settings) -> Reach:
    if not rows:
        return _by_mail([], settings)
    if not rows[0]["chosen"]:
        own = Way(channel="mail", address=rows[0]["email"])
        return _within(rows[0], (own,) if rows[0]["mail"] else (), settings)
    ways = tuple(_way(row) for row in rows if row["channel"] in working(settings))
    return _within(rows[0], ways, settings)


async def _asked(contact: UUID, settings: Settings) -> Reach:
    """The one contact that is asked whether it works.

    Who named it themselves waits for it; it is safe when they said, all the same.
    """
    rows = await fetch(ASKED, contact)
    if not rows or rows[0]["channel"] not in working(settings):
        return _by_mail([], settings)
    found = _within(rows[0], (_way(rows[0]),), settings)
    return replace(found, quiet=NEVER) if rows[0]["way"] == "self" else found


def _by_mail(addresses: list[str], settings: Settings) -> Reach:
    ways = tuple(Way(channel="mail", address=address) for address in addresses)
    return Reach(ways=ways, zone=settings.timezone)


def _way(row: Record) -> Way:
    hours = _hours(row["from_time"], row["until_time"])
    return Way(channel=row["channel"], address=row["address"], hours=hours)


def _within(row: Record, ways: tuple[Way, ...], settings: Settings) -> Reach:
    quiet = _hours(row["quiet_from"], row["quiet_until"])
    return Reach(ways=ways, zone=row["zone"] or settings.timezone, quiet=quiet)


def _hours(begins: time | None, ends: time | None) -> Hours | None:
    return Hours(begins, ends) if begins is not None and ends is not None else None
