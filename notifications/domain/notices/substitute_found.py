"""Somebody asked for a substitute, one was found, and so they are free."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import calendar_part, wording
from notifications.domain.notices.lost import lost
from notifications.domain.notices.standing import standing
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# Until they hear it they are bound to come: also who never had a letter about the place.
OWED: Final = lost("substitute-found", how="a.status = 'substituted'", untold="true")


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
        when=wording.moment(place.event),
        leads_to="/mis-turnos",
    )


substitute_found: Final = Kind(name="substitute_found", owed=OWED, write=write)
