"""An event is off, and those who asked for seats need not come."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.notices.seat_standing import seat_standing
from notifications.domain.notices.told import LAST_TOLD
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# A calling-off that may have been lost does not count as heard.
OWED: Final = f"""
    SELECT c.key, c.registration, c.event, c.subject
    FROM (
        SELECT concat_ws(':', 'seat-cancellation', r.id, e.sequence) AS key,
            r.id AS registration, r.event, r.id AS subject
        FROM registration r JOIN event e ON e.id = r.event
        WHERE r.contact IS NOT NULL AND r.status IN ('confirmed', 'offered', 'waiting')
            AND e.status = 'cancelled' AND e.starts_at > $1
    ) c LEFT JOIN LATERAL ({LAST_TOLD}) last ON true
    WHERE last.kind IS DISTINCT FROM 'seat_cancellation' OR last.outcome = 'unknown'
"""


async def write(notice: Notice, _office: Office, at: datetime) -> Letter:
    """The reason stays on the signed-in pages."""
    seat = await seat_standing(notice, at=at)
    return Letter(
        subject=_("Cancelada: %(when)s", when=wording.moment(seat.event)),
        opening=_("Esta actividad se canceló. Ya no hace falta asistir."),
        facts=wording.public_facts(seat.event),
        closing=(_("Esta dirección de correo se borra 7 días después."),),
        told=seat.facts,
        when=wording.moment(seat.event),
    )


seat_cancellation: Final = Kind(
    name="seat_cancellation", owed=OWED, write=write, to="registration"
)  # fmt: skip
