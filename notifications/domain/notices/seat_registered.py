"""Somebody asked for seats and left an address: they have them, or stand in line."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.notices.seat_standing import hint, links, seat_standing
from notifications.domain.office import Office
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

# Once for standing in line, once for having a seat. Whoever is being asked hears that instead.
OWED: Final = """
    SELECT concat_ws(':', 'seat', r.id, r.status) AS key, r.id AS registration, r.event,
        r.id AS subject
    FROM registration r JOIN event e ON e.id = r.event
    WHERE r.contact IS NOT NULL AND e.status = 'published' AND e.starts_at > $1
        AND (r.status = 'confirmed' OR (r.status = 'waiting' AND r.offered_until IS NULL))
"""


async def write(notice: Notice, office: Office, at: datetime) -> Letter:
    """With the personal link."""
    seat = await seat_standing(notice, at=at)
    moment = wording.moment(seat.event)
    if seat.status == "confirmed":
        subject = _("Lugar confirmado: %(when)s", when=moment)
        opening = ngettext("Hay %(n)s lugar apartado.", "Hay %(n)s lugares apartados.", seat.people)
    else:
        subject = _("En lista de espera: %(when)s", when=moment)
        opening = ngettext(
            "Por ahora no hay lugar para %(n)s persona. Si se libera, llega otro correo.",
            "Por ahora no hay lugar para %(n)s personas. Si se libera, llega otro correo.",
            seat.people,
        )
    return Letter(
        subject=subject, opening=opening, facts=wording.public_facts(seat.event),
        links=links(seat, notice, office, _("Ver la reserva")), closing=(hint(),),
        told=seat.facts,
        when=moment,
    )  # fmt: skip


seat_registered: Final = Kind(
    name="seat_registered", owed=OWED, write=write, to="registration"
)  # fmt: skip
