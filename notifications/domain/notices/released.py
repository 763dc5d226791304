"""Somebody lost their place because they cannot keep it: they are away, or the event moved."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import calendar_part, wording
from notifications.domain.notices.lost import SAID_YES, lost
from notifications.domain.notices.standing import standing
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# Who said yes knows of it, even before a letter confirmed it. If the event is off by now, that is
# what they hear (cancellation).
OWED: Final = lost(
    "released",
    how="a.status = 'withdrawn' AND a.released_for IS NOT NULL",
    untold=SAID_YES.format(place="c.subject"),
)


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """Why, and what takes it out of the calendar."""
    place = await standing(notice)
    return Letter(
        subject=_("Ya no hace falta asistir: %(when)s", when=wording.moment(place.event)),
        opening=_("Su lugar en esta actividad quedó libre. Ya no hace falta asistir."),
        facts=(*wording.facts(place.event), wording.part(place.role)),
        closing=(
            _why(place.released_for),
            _("Si no es así, conviene avisar a la coordinación."),
            _("Gracias por la disposición de acompañar."),
        ),
        calendar=calendar_part.cancellation(place, notice, office),
        told=place.facts,
        when=wording.moment(place.event),
        leads_to="/mis-turnos",
    )


def _why(cause: str | None) -> str:
    if cause == "absence":
        return _("Es porque coincide con los días en que se avisó una ausencia.")
    return _("Es porque la actividad o los datos del equipo cambiaron, y así ya no es posible.")


released: Final = Kind(name="released", owed=OWED, write=write)
