"""Whoever plans an event took somebody's seats back, and they may not come in vain."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.notices.seat_standing import links, seat_standing
from notifications.domain.notices.told import LAST_TOLD
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# Whose seats others took back is the only one over for good whose address is still kept. Who
# heard that the event is off does not come anyway.
OWED: Final = f"""
    SELECT c.key, c.registration, c.event, c.subject
    FROM (
        SELECT concat_ws(':', 'seat-cancelled', r.id) AS key, r.id AS registration, r.event,
            r.id AS subject
        FROM registration r JOIN event e ON e.id = r.event
        WHERE r.contact IS NOT NULL AND r.status = 'cancelled' AND e.starts_at > $1
    ) c LEFT JOIN LATERAL ({LAST_TOLD}) last ON true
    WHERE last.kind IS DISTINCT FROM 'seat_cancellation' OR last.outcome = 'unknown'
"""


async def write(notice: Notice, office: Office, at: datetime) -> Letter:
    """That there is no seat; why is for whoever asks."""
    seat = await seat_standing(notice, at=at)
    moment = wording.moment(seat.event)
    return Letter(
        subject=_("Reserva cancelada: %(when)s", when=moment),
        opening=_("La coordinación canceló esta reserva: ya no hay un lugar apartado."),
        facts=wording.public_facts(seat.event),
        links=links(seat, notice, office, _("Ver la reserva")),
        closing=(
            _("Si parece un error, conviene avisar a la coordinación."),
            _("Esta dirección de correo se borra a más tardar en 7 días."),
        ),
        told=seat.facts,
        when=moment,
    )


seat_cancelled: Final = Kind(
    name="seat_cancelled", owed=OWED, write=write, to="registration"
)  # fmt: skip
