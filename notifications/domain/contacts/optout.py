"""Links with which people stop what reaches them, at once and without signing in."""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.reserving import registrations, seat_codes
from events.outreach.domain.releases import readers
from notifications.domain.contacts import consents
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.errors import Conflict, NotFound
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

PURPOSE: Final = "opt-out"
# What is asked for by whoever waits for it, and what nobody may keep an owner from hearing.
ALWAYS: Final = frozenset({"sign_in_link", "contact_check", "account_changed"})
ACCOUNT: Final = "SELECT id FROM account WHERE id = $1"
TOLD: Final = "SELECT contact IS NOT NULL OR quiet AS told FROM registration WHERE id = $1"


class Subscription(Struct, frozen=True, kw_only=True):
    """What a link stops: an account's notices by a channel, the news of a registration, or those of
    releases to a reader.
    """

    account: UUID | None = None
    channel: str = "mail"
    registration: UUID | None = None
    reader: UUID | None = None
    stopped: bool


def address(notice: Notice, office: Office, channel: str = "mail") -> str | None:
    """Where whoever gets this stops it; None for what cannot be stopped."""
    if notice.kind in ALWAYS:
        return None
    if notice.account is not None:
        payload = b"a" + notice.account.bytes + channel.encode()
    elif notice.registration is not None:
        payload = b"r" + notice.registration.bytes
    elif notice.reader is not None:
        payload = b"l" + notice.reader.bytes
    else:
        return None
    return office.address(f"/b/{office.signer.sign(PURPOSE, payload)}")


async def subscription(token: str, signer: Signer) -> Subscription:
    """What a link stops, and whether it is stopped; raises NotFound for one that is not ours."""
    payload = signer.unsign(PURPOSE, token)
    who, channel = UUID(bytes=payload[1:17]), payload[17:].decode()
    if payload[:1] == b"l":
        listed = await readers.reader(who)
        return Subscription(reader=who, stopped=listed.left_at is not None)
    rows = await fetch(ACCOUNT if payload[:1] == b"a" else TOLD, who)
    if not rows:
        raise NotFound(_("Este enlace ya no vale."))
    if payload[:1] == b"r":
        return Subscription(registration=who, stopped=not rows[0]["told"])
    stopped = await consents.is_withdrawn(who, channel)
    return Subscription(account=who, channel=channel, stopped=stopped)


async def stop(token: str, signer: Signer, *, one_click: bool, at: datetime) -> None:
    """Stop it; twice is once. `one_click` is what mail programs do (RFC 8058)."""
    found = await subscription(token, signer)
    if found.registration is not None:
        code = seat_codes.seat_code(found.registration, signer)
        await registrations.hush(code, origin=PURPOSE, signer=signer, at=at)
    if found.reader is not None:
        await readers.leave(found.reader, at=at)
    if found.account is not None:
        way = "one_click" if one_click else "link"
        await consents.withdraw(found.account, found.channel, way, at=at)


async def go_on(token: str, signer: Signer, *, at: datetime) -> None:
    """Take that back; raises Conflict where the address was forgotten."""
    found = await subscription(token, signer)
    if found.reader is not None:
        await readers.come_back(found.reader, at=at)
        return
    if found.account is None:
        raise Conflict(_("La dirección ya se borró: desde aquí no se puede volver a usar."))
    if found.stopped:
        await consents.give(found.account, found.channel, "link", at=at)
