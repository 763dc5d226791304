"""Somebody lost their place because they cannot keep it: they are away, or the event moved."""

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

# Who said yes knows of it, even before a letter confirmed it. If the event is off by now, that is
# what they hear (cancellation).
OWED: Final = f"""
    SELECT c.key, c.account, c.event, c.subject
    FROM (
        SELECT concat_ws(':', 'released', a.id,
                (extract(epoch FROM a.changed_at) * 1000000)::bigint, 'mail') AS key,
            v.account, a.event, a.id AS subject,
            EXISTS (SELECT FROM answer n WHERE n.assignment = a.id AND n.answer = 'accepted'
                AND NOT EXISTS (SELECT FROM answer later
                    WHERE later.assignment = a.id AND later.at > n.at)) AS said_yes
        FROM assignment a
            JOIN event e ON e.id = a.event
            JOIN volunteer v ON v.id = a.volunteer
            JOIN account p ON p.id = v.account
        WHERE a.status = 'withdrawn' AND a.released_for IS NOT NULL
            AND e.status IN ('draft', 'published') AND e.starts_at > $1 AND p.disabled_at IS NULL
    ) c LEFT JOIN LATERAL ({LAST_TOLD}) last ON true
    WHERE CASE WHEN last.kind IS NULL THEN c.said_yes
            ELSE NOT last.off OR last.outcome = 'unknown' END
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """Why, and what takes it out of the calendar."""
    place = await standing(notice)
    return Letter(
        subject=_("Ya no hace falta asistir: %(when)s", when=wording.moment(place.event)),
        opening=_("Su lugar en esta actividad quedó libre. Ya no hace falta asistir."),
        facts=(*wording.facts(place.event), wording.part(place.role)),
        closing=(
            _why(place.released_for),
            _("Si no es así, basta con responder a este mensaje."),
            _("Gracias por la disposición de acompañar."),
        ),
        calendar=calendar_part.cancellation(place, notice, office),
        told=place.facts,
    )


def _why(cause: str | None) -> str:
    if cause == "absence":
        return _("Es porque coincide con los días en que se avisó una ausencia.")
    return _("Es porque la actividad o los datos del equipo cambiaron, y así ya no es posible.")


released: Final = Kind(name="released", owed=OWED, write=write)
