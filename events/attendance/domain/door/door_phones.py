"""The phones that may stand at the door of an event, as its coordinator keeps them."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.door import door_guard, door_pins
from events.attendance.domain.staff import KnowsWhoHelps
from events.attendance.tables import DoorPhone
from events.planning.domain import agenda
from events.planning.domain.event import Event
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.signing import Signer, fingerprint
from server.foundation.translation import gettext as _

LASTS: Final = timedelta(hours=12)
LONGEST: Final = timedelta(days=7)
MOST: Final = 40
NAME_LENGTH: Final = 60
USED: Final = """(
    EXISTS (SELECT FROM check_in x WHERE x.phone = p.id)
    OR EXISTS (SELECT FROM headcount x WHERE x.phone = p.id)
    OR EXISTS (SELECT FROM set_aside x WHERE x.phone = p.id)
    OR EXISTS (SELECT FROM withdrawal x WHERE x.phone = p.id)
)"""
# The phone's own screen says the same number: see `door_counts`.
PHONES: Final = f"""
    SELECT p.id, p.name, p.made_at, p.expires_at, p.opened_at, p.seen_at, p.waiting,
        p.revoked_at, p.wrong_pins, {USED} AS used,
        (SELECT count(*) FROM check_in c
            WHERE c.event = p.event AND c.phone = p.id AND c.standing)
            + (SELECT coalesce(sum(h.count), 0) FROM headcount h
                WHERE h.event = p.event AND h.phone = p.id AND h.voided_at IS NULL) AS sent
    FROM door_phone p WHERE p.event = $1 ORDER BY p.made_at DESC, p.id
"""
LIVING: Final = """
    SELECT count(*) FROM door_phone WHERE event = $1 AND revoked_at IS NULL AND expires_at > $2
"""
REVOKE: Final = """
    UPDATE door_phone SET revoked_at = $3, revoked_by = $4
    WHERE id = $1 AND event = $2 AND revoked_at IS NULL RETURNING name
"""
FORGET: Final = f"""
    DELETE FROM door_phone p WHERE p.id = $1 AND p.event = $2 AND NOT {USED} RETURNING name
"""


class Phone(Struct, frozen=True, kw_only=True):
    """A phone with its link; `sent` are the people it recorded, `waiting` what it still holds.

    `used` is one that the register knows of, even if nothing that it sent counts any more.
    """

    id: UUID
    name: str
    made_at: datetime
    expires_at: datetime
    opened_at: datetime | None
    seen_at: datetime | None
    waiting: int | None
    revoked_at: datetime | None
    wrong_pins: int
    sent: int
    used: bool


class Terms(Struct, frozen=True, kw_only=True):
    """How long after the event a link works, and the id by which a repeated form is known."""

    lasts: timedelta = LASTS
    phone: UUID | None = None


USUAL: Final = Terms()


class AlreadyMade(Conflict):
    """The same form was sent before: the link is made, and its secrets are told only once."""


class NewLink(Struct, frozen=True):
    """A link as it is told this once: what stands in the address, and the PIN."""

    phone: UUID
    token: str
    pin: str


async def phones_of(event_id: UUID, *, by: Actor) -> list[Phone]:
    """The phones of an event, the latest first; raises NotFound, NotAllowed."""
    by.need("register", (await agenda.event(event_id)).municipality)
    rows = await fetch(PHONES, event_id)
    return msgspec.convert([dict(row) for row in rows], list[Phone])


async def make(  # noqa: PLR0913 (one of them is seldom given)
    event_id: UUID,
    name: str,
    *,
    terms: Terms = USUAL,
    by: Actor,
    at: datetime,
    signer: Signer,
    who_helps: KnowsWhoHelps,
) -> NewLink:
    """A link that works for a time after the event's end, or from now where that is past.

    Raises NotFound, NotAllowed, Invalid for a name that cannot be, Conflict where there is no
    door or minors would find too few adults behind it, AlreadyMade for an id that has its link.
    """
    event = await agenda.event(event_id)
    by.need("register", event.municipality)
    row, told = drawn(event, name, terms=terms, by=by, at=at, signer=signer)
    await door_guard.need_adults(event, who_helps, at=at)
    await keep(row, by=by, at=at)
    return told


async def keep(row: DoorPhone, *, by: Actor, at: datetime) -> None:
    """Write a link down; raises Conflict where an event has more than anybody needs."""
    async with transaction():
        await fetch("SELECT FROM event WHERE id = $1 FOR NO KEY UPDATE", row.event)
        await _need_new(row.id)
        held = await fetch(LIVING, row.event, at)
        if held[0]["count"] >= MOST:
            raise Conflict(_("Esta actividad ya tiene demasiados enlaces. Anular alguno primero."))
        await DoorPhone.insert(row)
        await audit.record(by, "door.phone-made", f"event:{row.event}", at=at, phone=row.id)


async def revoke(event_id: UUID, phone: UUID, *, by: Actor, at: datetime) -> str:
    """Let a phone send nothing more, from its next request on; once is enough. Its name."""
    by.need("register", (await agenda.event(event_id)).municipality)
    async with transaction():
        # Whoever leaves a team is let in no more while the chain is held: in the same order here.
        await audit.hold()
        done = await fetch(REVOKE, phone, event_id, at, by.account)
        if done:
            await audit.record(by, "door.phone-revoked", f"event:{event_id}", at=at, phone=phone)
    return await _need_there(event_id, phone)


async def forget(event_id: UUID, phone: UUID, *, by: Actor, at: datetime) -> None:
    """Take a link off the list; raises Conflict for one of which the register has lines."""
    by.need("register", (await agenda.event(event_id)).municipality)
    await _need_there(event_id, phone)
    async with transaction():
        await audit.hold()
        gone = await fetch(FORGET, phone, event_id)
        if not gone:
            raise Conflict(_("Este teléfono ya envió registros: se conserva con ellos."))
        await audit.record(by, "door.phone-forgotten", f"event:{event_id}", at=at, phone=phone)


def drawn(
    event: Event, name: str, *, terms: Terms = USUAL, by: Actor, at: datetime, signer: Signer
) -> tuple[DoorPhone, NewLink]:
    """A link that is not written down yet, and what is told of it; raises Invalid, Conflict."""
    if not 0 < len(name) <= NAME_LENGTH:
        raise Invalid({"name": _("El nombre tiene de 1 a %(n)s letras.", n=NAME_LENGTH)})
    if not timedelta(0) < terms.lasts <= LONGEST:
        raise Invalid({"lasts": _("Elegir una de las opciones.")})
    _need_a_door(event, at)
    told = NewLink(terms.phone or new_id(), door_pins.new_token(), door_pins.new_pin())
    row = DoorPhone(
        id=told.phone, event=event.id, name=name, link=fingerprint(told.token),
        pin=door_pins.mark(told.pin, told.phone, signer), made_at=at, made_by=by.account,
        expires_at=max(event.ends_at, at) + terms.lasts,
    )  # fmt: skip
    return row, told


def _need_a_door(event: Event, at: datetime) -> None:
    """A closed register has one too: what a phone still holds must be able to arrive."""
    if event.status not in {"published", "closed"}:
        raise Conflict(_("Solo una actividad publicada tiene puerta de registro."))
    if at >= event.ends_at + LONGEST:
        raise Conflict(_("La actividad pasó hace más de una semana. Falta anotarlo en el conteo."))


async def _need_new(phone: UUID) -> None:
    if await fetch("SELECT FROM door_phone WHERE id = $1", phone):
        raise AlreadyMade(
            _("Este enlace ya se creó. El enlace y su PIN se muestran solo una vez.")
            + " "
            + _("Si se perdió, anularlo o borrarlo de la lista y crear otro.")
        )


async def _need_there(event_id: UUID, phone: UUID) -> str:
    rows = await fetch("SELECT name FROM door_phone WHERE id = $1 AND event = $2", phone, event_id)
    if not rows:
        raise NotFound(_("Este teléfono no está en la lista."))
    return str(rows[0]["name"])
