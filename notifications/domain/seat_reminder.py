"""An event is tomorrow, and those who have a seat are reminded."""

from datetime import datetime
from typing import Final

from notifications.domain import wording
from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from notifications.domain.seat_standing import hint, links, seat_standing
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

# Who got their seat on the last day has just read all of this.
OWED: Final = """
    SELECT concat_ws(':', 'seat-reminder', r.id, e.sequence, 'mail') AS key,
        r.id AS registration, r.event, r.id AS subject
    FROM registration r JOIN event e ON e.id = r.event
    WHERE r.contact IS NOT NULL AND r.status = 'confirmed' AND e.status = 'published'
        AND e.starts_at > $1 AND e.starts_at <= $1::timestamptz + interval '1 day'
        AND r.confirmed_at <= e.starts_at - interval '1 day'
"""


async def write(notice: Notice, office: Office, at: datetime) -> Letter:
    """What, when and where, with a way to give the seats to others."""
    seat = await seat_standing(notice, at=at)
    return Letter(
        subject=wording.reminder(seat.event, at),
        opening=ngettext(
            "Pronto será esta actividad, con %(n)s lugar apartado. Si no se puede llegar, conviene"
            " avisar: alguien más espera.",
            "Pronto será esta actividad, con %(n)s lugares apartados. Si no se puede llegar,"
            " conviene avisar: alguien más espera.",
            seat.people,
        ),
        facts=wording.public_facts(seat.event),
        links=links(seat, notice, office, _("Ver la reserva")),
        closing=(hint(),),
        told=seat.facts,
    )


seat_reminder: Final = Kind(name="seat_reminder", owed=OWED, write=write, to="registration")
