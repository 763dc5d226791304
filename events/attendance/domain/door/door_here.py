"""Opening the door on the phone in hand, for whoever coordinates there or helps at the event.

The phone keeps what it was told: pressing again leads to the same door, where its queue is.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.door import door_guard, door_links, door_phones, door_pins
from events.attendance.domain.staff import KnowsWhoHelps
from events.attendance.tables import DoorPhone
from events.planning.domain import agenda
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor
from server.foundation.signing import Signer, fingerprint
from server.foundation.translation import gettext as _

OWN: Final = 3
"""How many phones somebody may have at one door."""
# A link that waits for its PIN is for somebody else's phone.
MINE: Final = """
    SELECT count(*) FROM door_phone
    WHERE event = $1 AND made_by = $2 AND opened_at = made_at
        AND revoked_at IS NULL AND expires_at > $3
"""
LEAVE: Final = """
    UPDATE door_phone SET revoked_at = $3
    WHERE event = $1 AND made_by = $2 AND opened_at = made_at AND revoked_at IS NULL RETURNING id
"""
MADE_BY: Final = "SELECT FROM door_phone WHERE id = $1 AND made_by = $2"


class Here(Struct, frozen=True):
    """A link that was opened where it was made: its token, and the secret the phone keeps."""

    token: str
    device: str
    expires_at: datetime

    def __repr__(self) -> str:
        """Without either, which must not reach a log."""
        return "Here()"


async def open_here(
    event_id: UUID,
    *,
    by: Actor,
    kept: tuple[str, str],
    who_helps: KnowsWhoHelps,
    at: datetime,
    signer: Signer,
) -> Here:
    """A link that is open already on the phone in hand; the one that it has, while that works.

    `kept` are the token and the secret that this phone was told last, or ''. Raises NotFound,
    NotAllowed, Conflict.
    """
    event = await agenda.event(event_id)
    if not by.may("register", event.municipality):
        await _need_help(by, event_id, who_helps)
    found = await _again(event_id, *kept, by=by, at=at)
    if found:
        return found
    await door_guard.need_adults(event, who_helps, at=at)
    name = _("Teléfono de %(name)s", name=by.name)[: door_phones.NAME_LENGTH]
    row, told = door_phones.drawn(event, name, by=by, at=at, signer=signer)
    device = door_pins.new_device()
    row.device, row.opened_at, row.seen_at = fingerprint(device), at, at
    await _keep(row, by=by, at=at)
    return Here(told.token, device, row.expires_at)


async def leave(event_id: UUID, account: UUID, *, at: datetime) -> None:
    """Take the door back from the phones on which somebody opened it who no longer helps there.

    A link that was opened with its PIN is a phone's and nobody's: those stay as they are.
    """
    async with transaction():
        for phone in await fetch(LEAVE, event_id, account, at):
            told = {"phone": phone["id"]}
            await audit.record(SYSTEM, "door.phone-revoked", f"event:{event_id}", at=at, **told)


async def _need_help(by: Actor, event: UUID, who_helps: KnowsWhoHelps) -> None:
    if not (by.account and await who_helps.said_yes(by.account, event)):
        raise NotAllowed(_("Solo puede abrir la puerta quien ayuda en esta actividad."))


async def _again(
    event: UUID, token: str, device: str, *, by: Actor, at: datetime
) -> Here | None:  # fmt: skip
    """The door that this phone has already, if the same person opened it and it still works."""
    try:
        link = await door_links.link_of(token)
    except NotFound:
        return None
    if link.event != event or link.standing(device, at) != "open":
        return None
    mine = await fetch(MADE_BY, link.id, by.account)
    return Here(token, device, link.expires_at) if mine else None


async def _keep(row: DoorPhone, *, by: Actor, at: datetime) -> None:
    async with transaction():
        await door_phones.keep(row, by=by, at=at)
        rows = await fetch(MINE, row.event, by.account, at)
        if rows[0]["count"] > OWN:
            raise Conflict(
                _("Ya tiene %(n)s teléfonos abiertos en esta puerta.", n=OWN)
                + " "
                + _("Usar uno de esos, o pedir a quien coordina que anule alguno.")
            )
