"""Somebody said yes on a page before any letter asked, and has it in no calendar."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import answering, calendar_part, wording
from notifications.domain.notices.standing import standing
from notifications.domain.notices.told import LAST_TOLD
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# Also who said yes again after a letter called them off, or whose invitation may have been lost.
OWED: Final = f"""
    SELECT c.key, c.account, c.event, c.subject
    FROM (
        SELECT concat_ws(':', 'confirmation', a.id,
                (extract(epoch FROM a.changed_at) * 1000000)::bigint) AS key,
            v.account, a.event, a.id AS subject
        FROM assignment a
            JOIN event e ON e.id = a.event
            JOIN volunteer v ON v.id = a.volunteer
            JOIN account p ON p.id = v.account
        WHERE a.status = 'accepted' AND e.status IN ('draft', 'published') AND e.starts_at > $1
            AND p.disabled_at IS NULL
    ) c LEFT JOIN LATERAL ({LAST_TOLD}) last ON true
    WHERE last.kind IS NULL OR last.off OR last.outcome = 'unknown'
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """With the event for the calendar, and a way to take the yes back."""
    place = await standing(notice)
    return Letter(
        subject=_("Confirmación: %(when)s", when=wording.moment(place.event)),
        opening=_("Se cuenta con su apoyo en esta actividad."),
        facts=(*wording.facts(place.event), wording.part(place.role)),
        links=answering.links(place, office),
        closing=(answering.hint(),),
        calendar=calendar_part.invitation(place, notice, office),
        told=place.facts,
        when=wording.moment(place.event),
        leads_to="/mis-turnos",
    )


confirmation: Final = Kind(name="confirmation", owed=OWED, write=write)
