"""Seats that somebody asked for in advance, as a letter about them needs to know them."""

from datetime import datetime
from typing import Final

from msgspec import Struct

from events.attendance.domain.reserving import seat_codes
from events.attendance.domain.reserving.seats import seats
from events.planning.domain import agenda, public_agenda
from notifications.domain.letter import Link
from notifications.domain.notice import Notice
from notifications.domain.notices.told import FACTS, LAST_TOLD
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.translation import gettext as _

STANDING: Final = f"""
    SELECT r.event, r.people, r.status, {FACTS} AS facts, last.facts AS known,
        coalesce(last.kind = 'seat_cancellation', false) AS thinks_off,
        least(r.offered_until, s.closes_at, e.starts_at) AS until
    FROM (SELECT $1::uuid AS subject, $2::text AS key) c
        JOIN registration r ON r.id = c.subject
        JOIN event e ON e.id = r.event
        JOIN seating s ON s.event = r.event
        LEFT JOIN LATERAL ({LAST_TOLD}) last ON true
"""


class SeatStanding(Struct, frozen=True, kw_only=True):
    """How many are expected where, and what they know; `free` seats are nobody's.

    `thinks_off` is whether the last they heard was that the event is off.
    """

    event: agenda.Event
    people: int
    status: str
    until: datetime | None
    free: int
    facts: str
    known: str | None
    thinks_off: bool


async def seat_standing(notice: Notice, *, at: datetime) -> SeatStanding:
    """The registration that a notice is about; names are in the current language."""
    row = (await fetch(STANDING, notice.subject, notice.key))[0]
    state = (await seats([row["event"]], at=at))[row["event"]]
    return SeatStanding(
        event=await agenda.event(row["event"]), people=row["people"], status=row["status"],
        until=row["until"], free=state.free, facts=row["facts"], known=row["known"],
        thinks_off=row["thinks_off"],
    )  # fmt: skip


def links(seat: SeatStanding, notice: Notice, office: Office, label: str) -> tuple[Link, ...]:
    """To the personal page, called `label`, and the event for one's own calendar."""
    code = seat_codes.seat_code(notice.subject, office.signer)
    own = Link(label, office.address(f"/lugar/{code}"))
    if seat.status != "confirmed" or not public_agenda.is_open(seat.event):
        return (own,)
    return own, Link(
        _("Añadir a mi calendario"), office.address(f"/agenda/{seat.event.id}.ics")
    )  # fmt: skip


def hint() -> str:
    """What the personal page is for, and what becomes of the address."""
    return _(
        "El enlace es personal: con él se ve la reserva y se avisa si no se puede llegar. Esta"
        " dirección de correo se borra 7 días después de la actividad."
    )
