"""Whether a contact works: a link is sent there, and whoever opens it says so."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from asyncpg import Record
from msgspec import Struct

from notifications.domain.contacts import consents, contacts
from notifications.domain.contacts.judging import judge_anew
from server.accounts.domain import audit, limits
from server.foundation.database import execute, fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

PURPOSE: Final = "contact"
MARK_BYTES: Final = 4
ASKED: Final = 3
AN_HOUR: Final = timedelta(hours=1)
NAMED: Final = "SELECT account, channel, address, confirmed_at FROM contact WHERE id = $1"
CONFIRM: Final = """
    UPDATE contact SET confirmed_at = $3 WHERE id = $1 AND address = $2 AND confirmed_at IS NULL
"""
ASK_AGAIN: Final = """
    UPDATE contact SET said_at = $3
    WHERE account = $1 AND channel = $2 AND channel <> 'call' AND confirmed_at IS NULL RETURNING id
"""


class Question(Struct, frozen=True):
    """What a link asks: whether this way works; nothing tells whose it is."""

    contact: UUID
    channel: str
    confirmed: bool


def link(contact: UUID, address: str, office_address: str, signer: Signer) -> str:
    """Where the contact is confirmed; it dies when another address takes this one's place."""
    token = signer.sign(PURPOSE, contact.bytes + _mark(address, signer))
    return f"{office_address}/m/{token}"


async def question(token: str, signer: Signer) -> Question:
    """What a link asks; raises NotFound for one that is not ours, or not any more."""
    contact, row = await _behind(token, signer)
    return Question(contact, row["channel"], row["confirmed_at"] is not None)


async def confirm(token: str, signer: Signer, *, at: datetime) -> None:
    """It works; raises NotFound as `question` does."""
    contact, row = await _behind(token, signer)
    async with consents.held(row["account"]):
        await execute(CONFIRM, contact, row["address"], at)
        await judge_anew(row["account"], at=at)


async def ask_again(account: UUID, channel: str, *, by: Actor, at: datetime) -> None:
    """Send the link once more; raises NotFound, NotAllowed, Conflict or TooMany."""
    await contacts.need_say(account, by)
    await contacts.need_to_ask(account, channel)
    await limits.at_most(ASKED, f"contact-check:{account}:{channel}", within=AN_HOUR, at=at)
    async with consents.held(account):
        if not await fetch(ASK_AGAIN, account, channel, at):
            raise NotFound(_("Este medio ya no espera confirmación."))
        await audit.record(by, "contact.asked", f"account:{account}", at=at, channel=channel)


async def _behind(token: str, signer: Signer) -> tuple[UUID, Record]:
    payload = signer.unsign(PURPOSE, token)
    contact, mark = UUID(bytes=payload[:16]), payload[16:]
    found = await fetch(NAMED, contact)
    if not found or mark != _mark(found[0]["address"], signer):
        raise NotFound(_("Este enlace ya no vale: ese medio se quitó o cambió."))
    return contact, found[0]


def _mark(address: str, signer: Signer) -> bytes:
    """With our secret in it: nobody finds the number by trying them all."""
    return signer.derive("contact-address", address.encode())[:MARK_BYTES]
