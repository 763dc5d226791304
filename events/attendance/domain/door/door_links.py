"""What a door link is to whoever follows it: a question for the PIN, the door itself, or nothing.

Every request looks the link up again, so that a revoked one is worth nothing at once.
"""

import hmac
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.door import door_guard, door_pins
from events.attendance.domain.door.door_actor import A_PHONE
from events.attendance.domain.staff import KnowsWhoHelps
from events.planning.domain import agenda
from server.accounts.domain import audit, limits
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.signing import Signer, fingerprint
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

Standing = Literal["unopened", "locked", "open", "elsewhere", "revoked", "expired"]
"""What a link is for one device; a device that opened it is told when it expired or was revoked."""

GRACE: Final = timedelta(days=7)
"""How long after its expiry a phone may still send what it holds."""
GUESSES: Final = 30
GUESSES_WITHIN: Final = timedelta(minutes=10)
LINK: Final = """
    SELECT id, event, name, pin, device, wrong_pins, expires_at, revoked_at
    FROM door_phone WHERE link = $1
"""
OPEN: Final = "UPDATE door_phone SET device = $2, opened_at = $3, seen_at = $3 WHERE id = $1"


class NotBound(NotAllowed):
    """This device never opened the link."""


class Link(Struct, frozen=True, kw_only=True):
    """A link as it is kept."""

    id: UUID
    event: UUID
    name: str
    pin: bytes
    device: bytes | None
    wrong_pins: int
    expires_at: datetime
    revoked_at: datetime | None

    def __repr__(self) -> str:
        """Without what opens it, which must not reach a log."""
        return f"Link(id={self.id!s})"

    def is_of(self, device: str) -> bool:
        """Whether the device that shows this secret opened the link."""
        return self.device is not None and hmac.compare_digest(self.device, fingerprint(device))

    def standing(self, device: str, at: datetime) -> Standing:
        """What the link is for the device that shows this secret, or ''."""
        if self.revoked_at is not None:
            return "revoked"
        if at >= self.expires_at:
            return "expired"
        if self.device is not None:
            return "open" if self.is_of(device) else "elsewhere"
        return "locked" if self.wrong_pins >= door_pins.TRIES else "unopened"


async def link_of(token: str) -> Link:
    """The link of an address; raises NotFound."""
    return await _link(token, LINK)


async def bound(token: str, device: str) -> Link:
    """The link, to the device that opened it; raises NotFound, NotBound."""
    link = await link_of(token)
    if not link.is_of(device):
        raise NotBound(_("Este teléfono no abrió este enlace. Hay que pedir uno nuevo."))
    return link


async def open_with(
    pin: str, token: str, *, origin: str, at: datetime, signer: Signer, who_helps: KnowsWhoHelps
) -> tuple[Link, str]:
    """Open a link on the device that says its PIN: the link, and the secret the device keeps.

    Only the first device to say it gets in. Raises NotFound, TooMany for an origin that tries one
    after the other, Conflict for a link that opens no more, Unguarded for one that does not open
    yet, Invalid for a wrong PIN.
    """
    await limits.at_most(GUESSES, f"door-pin:{origin}", within=GUESSES_WITHIN, at=at)
    async with transaction():
        link = await _link(token, f"{LINK} FOR UPDATE")
        _need_unopened(link, at)
        right = hmac.compare_digest(link.pin, door_pins.mark(pin, link.id, signer))
        # The try is counted before anything is refused: a refusal would undo it.
        device = await (_open(link, at, who_helps) if right else _wrong(link))
    if device is None:
        raise _refusal(tries_left=door_pins.TRIES - link.wrong_pins - 1)
    return link, device


def need_sending(link: Link, at: datetime) -> None:
    """Raise NotAllowed unless what the phone holds is still taken in."""
    if link.revoked_at is not None:
        raise NotAllowed(
            _("Este enlace se retiró. Lo anotado sigue en el teléfono: pedir un enlace nuevo.")
        )
    if at >= link.expires_at + GRACE:
        raise NotAllowed(
            _("Este enlace venció. Lo anotado sigue en el teléfono: pedir un enlace nuevo.")
        )


async def _link(token: str, query: str) -> Link:
    rows = await fetch(query, fingerprint(token))
    if not rows:
        raise NotFound(_("Este enlace de puerta no existe."))
    return msgspec.convert(dict(rows[0]), Link)


def _need_unopened(link: Link, at: datetime) -> None:
    if link.standing("", at) != "unopened":
        raise Conflict(_("Este enlace ya no se puede abrir. Hay que pedir uno nuevo."))


async def _open(link: Link, at: datetime, who_helps: KnowsWhoHelps) -> str:
    await door_guard.need_adults(await agenda.event(link.event), who_helps, at=at)
    device = door_pins.new_device()
    await execute(OPEN, link.id, fingerprint(device), at)
    subject = f"event:{link.event}"
    await audit.record(A_PHONE, "door.phone-opened", subject, at=at, phone=link.id)
    return device


async def _wrong(link: Link) -> None:
    await execute("UPDATE door_phone SET wrong_pins = wrong_pins + 1 WHERE id = $1", link.id)


def _refusal(*, tries_left: int) -> Invalid | Conflict:
    if not tries_left:
        return Conflict(_("Demasiados PIN equivocados: hay que pedir un enlace nuevo."))
    left = ngettext("Queda %(n)s intento.", "Quedan %(n)s intentos.", tries_left)
    return Invalid({"pin": f"{_('Ese no es el PIN.')} {left}"})
