"""Somebody asked for a substitute, one was found, and so they are free."""

from datetime import datetime
from typing import Final

from notifications.domain import calendar_part, wording
from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from notifications.domain.standing import standing
from notifications.domain.told import LAST_TOLD
from server.foundation.translation import gettext as _

# Until they hear it they are bound to come: also who never had a letter about the place.
OWED: Final = f"""
    SELECT c.key, c.account, c.event, c.subject
    FROM (
        SELECT concat_ws(':', 'substitute-found', a.id,
                (extract(epoch FROM a.changed_at) * 1000000)::bigint, 'mail') AS key,
            v.account, a.event, a.id AS subject
        FROM assignment a
            JOIN event e ON e.id = a.event
            JOIN volunteer v ON v.id = a.volunteer
            JOIN account p ON p.id = v.account
        WHERE a.status = 'substituted' AND e.status IN ('draft', 'published')
            AND e.starts_at > $1 AND p.disabled_at IS NULL
    ) c LEFT JOIN LATERAL ({LAST_TOLD}) last ON true
    WHERE last.kind IS NULL OR NOT last.off OR last.outcome = 'unknown'
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """With what takes it out of the calendar; who it is, is for those who plan."""
    place = await standing(notice)
    return Letter(
        subject=_("Reemplazo encontrado: %(when)s", when=wording.moment(place.event)),
        opening=_("Otra persona tomó su lugar en esta actividad. Ya no hace falta asistir."),
        facts=(*wording.facts(place.event), wording.part(place.role)),
        closing=(_("Gracias por avisar."),),
        calendar=calendar_part.cancellation(place, notice, office),
        told=place.facts,
    )


substitute_found: Final = Kind(name="substitute_found", owed=OWED, write=write)
