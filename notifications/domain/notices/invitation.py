"""Somebody is invited to help at an event, and has to be asked."""

from datetime import datetime
from typing import Final
from uuid import UUID

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import answering, calendar_part, wording
from notifications.domain.notices.standing import standing
from notifications.domain.office import Office
from server.foundation.translation import gettext as _
from volunteers.assignments.domain import told_about

# Who is invited again after declining, or after it expired, is owed a new one: hence the instant
# in the key.
OWED: Final = """
    SELECT concat_ws(':', 'invitation', a.id,
            (extract(epoch FROM a.changed_at) * 1000000)::bigint) AS key,
        v.account, a.event, a.id AS subject
    FROM assignment a
        JOIN event e ON e.id = a.event
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
    WHERE a.status = 'invited' AND e.status IN ('draft', 'published') AND e.starts_at > $1
        AND (a.answer_by IS NULL OR a.answer_by > $1) AND p.disabled_at IS NULL
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """With a calendar request, by when to answer, and one tap to do so."""
    place = await standing(notice)
    until = (wording.until(place.answer_by, place.event.zone),) if place.answer_by else ()
    return Letter(
        subject=_("Invitación: %(when)s", when=wording.moment(place.event)),
        opening=_("Hay una invitación para acompañar una actividad."),
        facts=(*wording.facts(place.event), wording.part(place.role), *until),
        links=answering.links(place, office),
        closing=(*await _race(place.assignment), answering.hint()),
        calendar=calendar_part.invitation(place, notice, office),
        told=place.facts,
        when=wording.moment(place.event),
        leads_to="/mis-turnos",
    )


async def _race(assignment: UUID) -> tuple[str, ...]:
    if not await told_about.replaces(assignment):
        return ()
    return (_("Se busca a alguien para un reemplazo: el lugar es de quien acepte primero."),)


invitation: Final = Kind(name="invitation", owed=OWED, write=write)
