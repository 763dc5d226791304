"""Registration for an event as its coordinator arranges it."""

from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.reserving import registrations, seat_book, seat_codes, waiting_list
from events.attendance.domain.reserving.registrations import Wish
from events.planning.domain import agenda
from events.planning.domain.event import Event
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

MOST_SEATS: Final = 10_000
ARRANGED: Final = """
    SELECT seats, largest_group, closes_at, offer_minutes FROM seating WHERE event = $1
"""
ARRANGE: Final = """
    INSERT INTO seating (event, seats, largest_group, closes_at, offer_minutes)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (event) DO UPDATE SET seats = $2, largest_group = $3, closes_at = $4,
        offer_minutes = $5
"""
PLACE: Final = "SELECT event FROM registration WHERE id = $1"
ADDRESS: Final = "SELECT contact, quiet FROM registration WHERE id = $1 FOR UPDATE"
KEEP: Final = """
    UPDATE registration SET contact = $2, quiet = $3 WHERE id = $1 AND status = 'cancelled'
"""


class Seating(Struct, frozen=True, kw_only=True):
    """How many seats there are, how many people may ask together, until when, and for how long
    an offer stands."""

    seats: int
    largest_group: int
    closes_at: datetime
    offer_minutes: int


class Added(Struct, frozen=True):
    """What became of a group that was added, and the code of its personal link."""

    status: str
    code: str


async def arrangement(event_id: UUID) -> Seating | None:
    """How registration is arranged; None where there is none."""
    found = await fetch(ARRANGED, event_id)
    return msgspec.convert(dict(found[0]), Seating) if found else None


async def arrange(event_id: UUID, seating: Seating, *, by: Actor, at: datetime) -> None:
    """Open registration, or change how it is arranged; whoever has a seat keeps it.

    Raises Invalid, Conflict for an event that is over or called off.
    """
    event = await _event(event_id, by)
    if event.status not in {"draft", "published"}:
        raise Conflict(_("Esta actividad ya no recibe inscripciones."))
    _check(seating, event)
    async with transaction():
        await fetch(seat_book.HOLD, event_id)
        before = await arrangement(event_id)
        await execute(
            ARRANGE, event_id, seating.seats, seating.largest_group, seating.closes_at,
            seating.offer_minutes,
        )  # fmt: skip
        await seat_book.write(event_id, partial(waiting_list.settled, at=at))
        act = "seating.changed" if before else "seating.opened"
        await audit.record(
            by, act, f"event:{event_id}", at=at, **msgspec.to_builtins(seating),
            before=msgspec.to_builtins(before),
        )  # fmt: skip


async def add_group(
    event_id: UUID, wish: Wish, *, by: Actor, signer: Signer, at: datetime
) -> Added:
    """Note a group that called: only how many they are; raises Invalid for more than all seats."""
    await _event(event_id, by)
    wish = wish.kept(signer)
    async with transaction():
        book = await seat_book.held(event_id)
        if not await registrations.is_known(event_id, wish):
            registrations.need_to_fit(wish.people, max(book.room.seats, 1))
            await registrations.enter(event_id, wish, book, signer=signer, at=at)
            await audit.record(
                by, "registration.added", f"event:{event_id}", at=at,
                registration=str(wish.id), people=wish.people,
            )  # fmt: skip
    after = await seat_book.read(event_id, at=at, which=wish.id)
    status = waiting_list.of(after.places, wish.id).status
    return Added(status, seat_codes.seat_code(wish.id, signer))


async def cancel(
    event_id: UUID, registration: UUID, reason: str, *, by: Actor, at: datetime
) -> None:
    """Take a registration off the list; their page says so, and the next in line is offered it.

    They are told besides, and so how is kept a little longer (seat_contacts): whoever gives their
    own seats back knows it, and is forgotten at once.
    """
    await _event(event_id, by)
    rows = await fetch(PLACE, registration)
    if not rows or rows[0]["event"] != event_id:
        raise NotFound(_("Esta inscripción no existe."))
    async with transaction():
        await fetch(seat_book.HOLD, event_id)
        address = (await fetch(ADDRESS, registration))[0]
        act = partial(waiting_list.give_back, which=registration, at=at)
        await seat_book.write(event_id, act, which=registration)
        await execute(KEEP, registration, address["contact"], address["quiet"])
        await audit.record(
            by, "registration.cancelled", f"event:{event_id}", at=at,
            registration=str(registration), reason=reason,
        )  # fmt: skip


async def _event(event_id: UUID, by: Actor) -> Event:
    event = await agenda.event(event_id)
    by.need("register", event.municipality)
    return event


def _check(seating: Seating, event: Event) -> None:
    wrong = {}
    if not 1 <= seating.seats <= MOST_SEATS:
        wrong["seats"] = _("Debe ser un número de 1 a %(n)s.", n=MOST_SEATS)
    elif not 1 <= seating.largest_group <= seating.seats:
        wrong["largest_group"] = _("Debe ser un número de 1 a %(n)s.", n=seating.seats)
    if seating.closes_at > event.starts_at:
        wrong["closes_on"] = _("Las inscripciones deben cerrar antes de que empiece la actividad.")
    if wrong:
        raise Invalid(wrong)
