"""Somebody was asked to help and did not answer in time, and still has it in a calendar."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import answering, calendar_part, wording
from notifications.domain.notices.lost import lost
from notifications.domain.notices.place_taken import TAKEN
from notifications.domain.notices.standing import standing
from notifications.domain.office import Office
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.accepting import is_gone

# Whose place was taken hears that instead.
OWED: Final = lost("expired", how=f"a.status = 'expired' AND ({TAKEN}) IS NOT TRUE", untold="false")


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """With what takes it out of the calendar, and a way to accept all the same while there is."""
    place = await standing(notice)
    moment = wording.moment(place.event)
    gone = await is_gone(place.event.id, place.role, place.assignment)
    return Letter(
        subject=_("Invitación vencida: %(when)s", when=moment),
        opening=_("Gracias: el lugar ya se cubrió. No hace falta responder ni asistir.") if gone
        else _("La invitación venció. El lugar puede seguir libre."),
        facts=(*wording.facts(place.event), wording.part(place.role)),
        links=() if gone else answering.late(place, office),
        closing=() if gone
        else (_("Si no es posible, no hace falta hacer nada más. Gracias de todos modos."),),
        calendar=calendar_part.cancellation(place, notice, office),
        told=place.facts,
        when=moment,
        leads_to="/mis-turnos",
    )  # fmt: skip


expired: Final = Kind(name="expired", owed=OWED, write=write)
