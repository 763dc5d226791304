"""An event is near, and those who have a seat are reminded."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.notices.seat_standing import hint, links, seat_standing
from notifications.domain.office import Office
from notifications.domain.reminders import scheduling
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


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
        when=wording.moment(seat.event),
    )


OWED: Final = scheduling.seats()
seat_reminder: Final = Kind(
    name="seat_reminder", owed=OWED, write=write, to="registration", scheduled=True
)
