"""Seats came free, and whoever is next in line is asked whether they still want them."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.notices.seat_standing import SeatStanding, hint, links, seat_standing
from notifications.domain.office import Office
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

# A group too large for what is free has its turn too: it may come with fewer people.
OWED: Final = """
    SELECT concat_ws(':', 'seat-offered', r.id,
            (extract(epoch FROM r.offered_at) * 1000000)::bigint) AS key,
        r.id AS registration, r.event, r.id AS subject
    FROM registration r JOIN event e ON e.id = r.event
    WHERE r.contact IS NOT NULL AND e.status = 'published' AND r.offered_until > $1
        AND r.status IN ('offered', 'waiting')
"""


async def write(notice: Notice, office: Office, at: datetime) -> Letter:
    """Until when, and the page where one tap takes them."""
    seat = await seat_standing(notice, at=at)
    moment = wording.moment(seat.event)
    whole = seat.status == "offered"
    return Letter(
        subject=_("Hay lugar: %(when)s", when=moment) if whole
        else _("Hay lugar para una parte del grupo: %(when)s", when=moment),
        opening=_offer(seat) if whole else _turn(seat),
        facts=(
            wording.until(seat.until or seat.event.starts_at, seat.event.zone),
            *wording.public_facts(seat.event),
        ),
        links=links(
            seat, notice, office, _("Ver y aceptar") if whole else _("Ver la reserva")
        ),
        closing=(hint(),),
        told=seat.facts,
        when=moment,
    )  # fmt: skip


def _offer(seat: SeatStanding) -> str:
    return ngettext(
        "Se liberó lugar para %(n)s persona. Falta aceptarlo.",
        "Se liberó lugar para %(n)s personas. Falta aceptarlo.",
        seat.people,
    )


def _turn(seat: SeatStanding) -> str:
    return ngettext(
        "Hay %(n)s lugar libre, y el grupo es de %(people)s. Se puede venir con menos personas, o"
        " seguir en la fila.",
        "Hay %(n)s lugares libres, y el grupo es de %(people)s. Se puede venir con menos personas,"
        " o seguir en la fila.",
        seat.free,
        people=seat.people,
    )


seat_offered: Final = Kind(name="seat_offered", owed=OWED, write=write, to="registration")
