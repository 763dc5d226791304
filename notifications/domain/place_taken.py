"""Somebody was asked to help, and somebody else was faster to say yes."""

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

# An invitation that ended before its time did so because the place was taken, unless the search
# behind it was called off. If somebody is looked for again, it is not true any more.
OWED: Final = f"""
    SELECT c.key, c.account, c.event, c.subject
    FROM (
        SELECT concat_ws(':', 'place-taken', a.id,
                (extract(epoch FROM a.changed_at) * 1000000)::bigint, 'mail') AS key,
            v.account, a.event, a.id AS subject
        FROM assignment a
            JOIN event e ON e.id = a.event
            JOIN volunteer v ON v.id = a.volunteer
            JOIN account p ON p.id = v.account
            LEFT JOIN LATERAL (
                SELECT s.outcome FROM offer o JOIN cover_search s ON s.id = o.search
                WHERE o.assignment = a.id ORDER BY o.offered_at DESC LIMIT 1
            ) through ON true
        WHERE a.status = 'expired' AND a.changed_at < a.answer_by
            AND coalesce(through.outcome, 'filled') = 'filled'
            AND e.status IN ('draft', 'published') AND e.starts_at > $1 AND p.disabled_at IS NULL
            AND NOT EXISTS (SELECT FROM cover_search s WHERE s.event = a.event AND s.role = a.role
                AND s.standing_for IS NULL AND s.ended_at IS NULL)
    ) c JOIN LATERAL ({LAST_TOLD}) last ON true
    WHERE NOT last.off OR last.outcome = 'unknown'
"""


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
    )


place_taken: Final = Kind(name="place_taken", owed=OWED, write=write)
