"""Somebody was asked to help, and somebody else was faster to say yes."""

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

# An invitation that ended before its time did so because the place was taken, unless the search
# behind it was called off. If somebody is looked for again, it is not true any more.
TAKEN: Final = """
    a.status = 'expired' AND a.changed_at < a.answer_by
    AND coalesce((SELECT s.outcome FROM offer o JOIN cover_search s ON s.id = o.search
        WHERE o.assignment = a.id ORDER BY o.offered_at DESC LIMIT 1), 'filled') = 'filled'
    AND NOT EXISTS (SELECT FROM cover_search s WHERE s.event = a.event AND s.role = a.role
        AND s.standing_for IS NULL AND s.ended_at IS NULL)
"""
OWED: Final = lost("place-taken", how=TAKEN, untold="false")


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """Thanks, and what takes it out of the calendar."""
    place = await standing(notice)
    return Letter(
        subject=_("Ya se cubrió: %(when)s", when=wording.moment(place.event)),
        opening=_("Gracias: el lugar ya se cubrió. No hace falta responder ni asistir."),
        facts=(*wording.facts(place.event), wording.part(place.role)),
        closing=(_("Gracias por la disposición de acompañar."),),
        calendar=calendar_part.cancellation(place, notice, office),
        told=place.facts,
        when=wording.moment(place.event),
        leads_to="/mis-turnos",
    )


place_taken: Final = Kind(name="place_taken", owed=OWED, write=write)
