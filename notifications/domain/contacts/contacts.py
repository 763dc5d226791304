"""The ways to reach somebody that they named, at which hours, and whether they work."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from notifications.domain.contacts import consents, left_alone
from notifications.domain.contacts.consents import LATEST
from notifications.domain.contacts.judging import judge_anew
from notifications.domain.contacts.naming import Named, checked
from server.accounts.domain import audit, limits
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

# A message to whatever address somebody types must not become a way to pester others.
NEW_ADDRESSES: Final = 10
A_DAY: Final = timedelta(days=1)
HOME: Final = """
    SELECT v.home, p.role FROM volunteer v JOIN account p ON p.id = v.account WHERE p.id = $1
"""
CONTACTS: Final = f"""
    SELECT c.id, c.channel, c.address, c.from_time, c.until_time, c.said_at, c.confirmed_at,
        c.was_off, coalesce(last.given, false) AS agreed
    FROM contact c
        LEFT JOIN LATERAL ({LATEST.format(account="c.account", channel="c.channel")}) last ON true
    WHERE c.account = $1 ORDER BY c.position, c.channel
"""
WAS_OFF: Final = f"""
    coalesce((SELECT NOT given FROM ({LATEST.format(account="$2", channel="$3::text")}) l), false)
"""
# The account's own mail works: it is what they sign in with.
KEEP: Final = f"""
    INSERT INTO contact AS c (id, account, channel, address, from_time, until_time, position,
        said_at, confirmed_at, was_off)
    SELECT $1, $2, $3::text, $4::text, $5, $6, $7, $8::timestamptz,
        CASE WHEN a.email = $4 THEN $8 END, {WAS_OFF}
    FROM account a WHERE a.id = $2
    ON CONFLICT (account, channel) DO UPDATE
        SET address = EXCLUDED.address, from_time = EXCLUDED.from_time,
            until_time = EXCLUDED.until_time, position = EXCLUDED.position,
            said_at = CASE WHEN c.address = $4 THEN c.said_at ELSE $8 END,
            confirmed_at = CASE WHEN c.address = $4 THEN c.confirmed_at
                ELSE EXCLUDED.confirmed_at END
"""


class Contact(Named, frozen=True, kw_only=True):
    """A way that somebody named; `agreed` is whether the ledger gives it.

    `was_off` is whether it did not when they named it.
    """

    id: UUID
    said_at: datetime
    confirmed_at: datetime | None
    agreed: bool
    was_off: bool = False


async def contacts_of(account: UUID, *, by: Actor, at: datetime) -> list[Contact]:
    """What somebody named, what they like best first; reading about others is noted in the audit.

    Raises NotFound or NotAllowed.
    """
    await need_say(account, by)
    if by.account != account:
        await audit.read(by, "contacts.read", f"account:{account}", at=at)
    return await standing(account)


async def standing(account: UUID) -> list[Contact]:
    """The same for whoever just wrote it: who may ask is for the asker to know."""
    return msgspec.convert([dict(row) for row in await fetch(CONTACTS, account)], list[Contact])


async def say(
    account: UUID, named: Iterable[Named], *, by: Actor, at: datetime, agreed: bool = False
) -> None:
    """Replace what somebody named by this, the way they like best first; left out is taken back.

    A coordinator states that the person `agreed`. A new address has to be confirmed. Raises Invalid
    with a field per channel, Conflict, NotFound, NotAllowed or TooMany.
    """
    said = checked(named)
    way = "self" if by.account == account else "coordinator"
    if way == "coordinator" and not agreed:
        raise Invalid({"agreed": _("Hace falta que la persona lo haya aceptado.")})
    async with consents.held(account):
        await need_say(account, by)
        known = {one.channel: one for one in await standing(account)}
        for channel in known.keys() - {one.channel for one in said}:
            await _take_back(account, known[channel], way, by=by, at=at)
        for position, one in enumerate(said):
            await _keep(account, one, position, at=at)
            if _is_new(one, known):
                await _need_peace(account, one)
                await limits.at_most(NEW_ADDRESSES, f"contact:{account}", within=A_DAY, at=at)
                await consents.give(account, one.channel, way, at=at, by=_writer(account, by))
        await judge_anew(account, at=at)
        # Neither an address nor an hour: the audit outlives them and cannot forget.
        await audit.record(by, "contacts.said", f"account:{account}", at=at, n=len(said))


async def need_say(account: UUID, by: Actor) -> None:
    """Everybody has a say in how they are reached, and who coordinates helpers in how those are.

    Whoever does more than help says it themselves. Raises NotFound for somebody else who does not
    help, NotAllowed.
    """
    if by.account == account:
        by.need("be_told")
        return
    by.need("staff")
    rows = await fetch(HOME, account)
    if not rows:
        raise NotFound(_("Esta persona no está en la lista."))
    by.need("staff", rows[0]["home"])
    if rows[0]["role"] != "facilitator":
        raise NotAllowed(_("Solo la persona misma puede decirlo."))


async def need_to_ask(account: UUID, channel: str) -> None:
    """Raises Conflict where the holder of an address not known to work wants to be left alone."""
    for one in await standing(account):
        if one.channel == channel and one.confirmed_at is None:
            await _need_peace(account, one)


async def agree_again(account: UUID, channel: str, *, by: Actor, at: datetime) -> None:
    """Be written to once more by a way that one had left; only the person can say so.

    Raises NotAllowed, Conflict, or NotFound for a way that was not named.
    """
    async with consents.held(account):
        await _need_own(account, channel, by)
        await need_to_ask(account, channel)
        await consents.give(account, channel, "self", at=at)
        await audit.record(by, "contact.agreed", f"account:{account}", at=at, channel=channel)


async def leave(account: UUID, channel: str, *, by: Actor, at: datetime) -> None:
    """Be written to no more by a way, which stays named; raises as `agree_again` does."""
    async with consents.held(account):
        await _need_own(account, channel, by)
        await consents.withdraw(account, channel, "left", at=at)
        await audit.record(by, "contact.left", f"account:{account}", at=at, channel=channel)


async def _keep(account: UUID, one: Named, position: int, *, at: datetime) -> None:
    hours = one.from_time, one.until_time
    await execute(KEEP, new_id(), account, one.channel, one.address, *hours, position, at)


async def _need_peace(account: UUID, one: Named) -> None:
    if await left_alone.is_noted(account, one.channel, one.address):
        raise Conflict(
            _(
                "Quien tiene ese número o correo pidió no recibir nada."
                " Solo puede cambiarlo desde ahí, respondiendo ALTA."
            )
        )


async def _take_back(account: UUID, gone: Contact, way: str, *, by: Actor, at: datetime) -> None:
    await execute("DELETE FROM contact WHERE id = $1", gone.id)
    # Who names another address for mail, and takes it back, is written to at the account's own,
    # unless they had left that off before.
    if gone.channel != "mail" or gone.was_off:
        await consents.withdraw(account, gone.channel, way, at=at, by=_writer(account, by))


def _is_new(one: Named, known: dict[str, Contact]) -> bool:
    return one.channel not in known or known[one.channel].address != one.address


def _writer(account: UUID, by: Actor) -> UUID | None:
    """Who wrote it down, where it was not the person."""
    return by.account if by.account != account else None


async def _need_own(account: UUID, channel: str, by: Actor) -> None:
    """Everybody has the mail of their account; other ways they have to have named."""
    by.need("be_told")
    if by.account != account:
        raise NotAllowed(_("Solo la persona misma puede decirlo."))
    if channel not in {"mail", *(one.channel for one in await standing(account))}:
        raise NotFound(_("Ese medio no está anotado."))
