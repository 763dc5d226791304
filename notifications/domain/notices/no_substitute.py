"""Somebody asked for a substitute, nobody was found, and so they are still expected."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import answering, wording
from notifications.domain.notices.standing import standing
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# Who asked again since waits for what comes of that.
OWED: Final = """
    SELECT concat_ws(':', 'no-substitute', s.id) AS key, v.account, a.event,
        a.id AS subject
    FROM cover_search s
        JOIN assignment a ON a.id = s.standing_for AND a.status = 'accepted'
        JOIN event e ON e.id = a.event
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
    WHERE s.outcome = 'nobody' AND e.status IN ('draft', 'published') AND e.starts_at > $1
        AND p.disabled_at IS NULL
        AND NOT EXISTS (SELECT FROM cover_search later
            WHERE later.standing_for = s.standing_for AND later.id <> s.id
                AND later.opened_at >= s.ended_at)
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """That they still count, and how to say that they cannot come whatever happens."""
    place = await standing(notice)
    return Letter(
        subject=_("Sin reemplazo: %(when)s", when=wording.moment(place.event)),
        opening=_("Nadie más pudo tomar su lugar. Se sigue contando con su apoyo."),
        facts=(*wording.facts(place.event), wording.part(place.role)),
        links=answering.links(place, office),
        closing=(answering.hint(),),
        when=wording.moment(place.event),
        leads_to="/mis-turnos",
    )


no_substitute: Final = Kind(name="no_substitute", owed=OWED, write=write)
