"""Somebody who expects to be at an event is not needed there any more."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import calendar_part, wording
from notifications.domain.notices.standing import standing
from notifications.domain.notices.told import LAST_TOLD
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# Who never heard of the event need not hear that it is off; who accepted has heard of it. A
# calling-off that may have been lost does not count as heard. While the event is on, whoever was
# released from it hears why (released), and whoever was replaced, by whom it is covered; an
# invitation that expired is still in a calendar.
OWED: Final = f"""
    SELECT c.key, c.account, c.event, c.subject
    FROM (
        SELECT concat_ws(':', 'cancellation', a.id, CASE WHEN a.status = 'withdrawn'
                THEN (extract(epoch FROM a.changed_at) * 1000000)::bigint
                ELSE e.sequence END) AS key,
            v.account, a.event, a.id AS subject, a.status
        FROM assignment a
            JOIN event e ON e.id = a.event
            JOIN volunteer v ON v.id = a.volunteer
            JOIN account p ON p.id = v.account
        WHERE ((a.status = 'withdrawn' AND a.released_for IS NULL)
                OR (e.status = 'cancelled' AND a.status IN ('invited', 'accepted', 'attended',
                    'expired', 'substituted', 'withdrawn')))
            AND e.starts_at > $1 AND p.disabled_at IS NULL
    ) c LEFT JOIN LATERAL ({LAST_TOLD}) last ON true
    WHERE CASE WHEN last.kind IS NULL THEN c.status IN ('accepted', 'attended', 'substituted')
            ELSE NOT last.off OR last.outcome = 'unknown' END
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """With what takes it out of the calendar; the reason stays on the signed-in pages."""
    place = await standing(notice)
    off = place.event.status == "cancelled"
    moment = wording.moment(place.event)
    return Letter(
        subject=_("Cancelada: %(when)s", when=moment) if off
        else _("Ya no hace falta asistir: %(when)s", when=moment),
        opening=_("Esta actividad se canceló. Ya no hace falta asistir.") if off
        else _("Ya no hace falta su apoyo en esta actividad, que sigue en pie."),
        facts=wording.facts(place.event),
        closing=(_("Gracias por la disposición de acompañar."),),
        calendar=calendar_part.cancellation(place, notice, office),
        told=place.facts,
        when=moment,
        leads_to="/mis-turnos",
    )  # fmt: skip


cancellation: Final = Kind(name="cancellation", owed=OWED, write=write)
