"""An event moved or is on again, and those who asked for seats know it otherwise."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.notices.seat_standing import hint, links, seat_standing
from notifications.domain.notices.told import FACTS, LAST_TOLD
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# A first letter that still waits to leave will say how things stand. Where the meeting is held
# online is told to nobody in advance.
OWED: Final = f"""
    SELECT c.key, c.registration, c.event, c.subject
    FROM (
        SELECT concat_ws(':', 'seat-change', r.id, e.sequence) AS key,
            r.id AS registration, r.event, r.id AS subject, {FACTS} AS facts
        FROM registration r JOIN event e ON e.id = r.event
        WHERE r.contact IS NOT NULL AND r.status IN ('confirmed', 'offered', 'waiting')
            AND e.status = 'published' AND e.starts_at > $1
    ) c JOIN LATERAL ({LAST_TOLD}) last ON true
    WHERE (last.kind = 'seat_cancellation'
            OR (last.kind = 'seat_change' AND last.outcome = 'unknown')
            OR last.facts - 'meeting_url' <> c.facts - 'meeting_url')
        AND NOT EXISTS (SELECT FROM notice n WHERE n.subject = c.subject
            AND n.kind IN ('seat_registered', 'seat_offered') AND n.state IN ('queued', 'held'))
"""


async def write(notice: Notice, office: Office, at: datetime) -> Letter:
    """How it was and how it is now."""
    seat = await seat_standing(notice, at=at)
    moment = wording.moment(seat.event)
    return Letter(
        subject=_("Sí se hará: %(when)s", when=moment) if seat.thinks_off
        else _("Cambio: ahora %(when)s", when=moment),
        opening=_("Esta actividad se había cancelado, pero sí se hará. La reserva sigue.")
        if seat.thinks_off
        else _("Cambió la actividad. La reserva sigue en pie."),
        facts=(*wording.before(seat.event, seat.known), *wording.public_facts(seat.event)),
        links=links(seat, notice, office, _("Ver la reserva")),
        closing=(hint(),),
        told=seat.facts,
        when=moment,
    )  # fmt: skip


seat_change: Final = Kind(name="seat_change", owed=OWED, write=write, to="registration")
