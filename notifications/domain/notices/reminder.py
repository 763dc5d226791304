"""An event is near, and those who help there are reminded."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import answering, wording
from notifications.domain.notices.standing import standing
from notifications.domain.office import Office
from notifications.domain.reminders import scheduling
from server.foundation.translation import gettext as _


async def write(notice: Notice, office: Office, at: datetime) -> Letter:
    """What, when and where, with a way to say that it will not work out."""
    place = await standing(notice)
    return Letter(
        subject=wording.reminder(place.event, at),
        opening=_("Pronto será esta actividad, y se cuenta con su apoyo.")
        if place.status == "accepted"
        else _("Pronto será esta actividad, y todavía falta su respuesta."),
        facts=(*wording.facts(place.event), wording.part(place.role)),
        links=answering.links(place, office),
        closing=(answering.hint(),),
        told=place.facts,
        when=wording.moment(place.event),
        leads_to="/mis-turnos",
    )


OWED: Final = scheduling.helpers()
reminder: Final = Kind(name="reminder", owed=OWED, write=write, scheduled=True)
