"""Somebody was invited, has not answered, and soon cannot any more."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import answering, wording
from notifications.domain.notices.standing import standing
from notifications.domain.notices.told import LAST_TOLD
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

LAST_HOURS: Final = 24
LEAST_HOURS: Final = 3
# In the last day, but not before half the time is over, nor right after they heard of the place.
# Whoever was reminded of the event meanwhile was reminded of the answer too.
OWED: Final = f"""
    SELECT c.key, c.account, c.event, c.subject
    FROM (
        SELECT concat_ws(':', 'answer-due', a.id,
                (extract(epoch FROM a.changed_at) * 1000000)::bigint) AS key,
            v.account, a.event, a.id AS subject, a.changed_at
        FROM assignment a
            JOIN event e ON e.id = a.event
            JOIN volunteer v ON v.id = a.volunteer
            JOIN account p ON p.id = v.account
        WHERE a.status = 'invited' AND e.status IN ('draft', 'published') AND e.starts_at > $1
            AND a.answer_by > $1 AND p.disabled_at IS NULL
            AND a.answer_by - interval '{LAST_HOURS} hours' <= $1
            AND a.changed_at + (a.answer_by - a.changed_at) / 2 <= $1
            AND NOT EXISTS (SELECT FROM notice n JOIN delivery d ON d.notice = n.id
                WHERE n.subject = a.id AND n.kind = 'reminder' AND d.began_at >= a.changed_at
                    AND d.outcome IN ('sent', 'unknown'))
    ) c JOIN LATERAL ({LAST_TOLD}) last ON true
    WHERE NOT last.off AND last.began_at >= c.changed_at
        AND last.began_at <= $1::timestamptz - interval '{LEAST_HOURS} hours'
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """What it was about, until when, and one tap to answer."""
    place = await standing(notice)
    moment = wording.moment(place.event)
    until = (wording.until(place.answer_by, place.event.zone),) if place.answer_by else ()
    return Letter(
        subject=_("Falta su respuesta: %(when)s", when=moment),
        opening=_("Hay una invitación que todavía espera su respuesta."),
        facts=(*until, *wording.facts(place.event), wording.part(place.role)),
        links=answering.links(place, office),
        closing=(answering.hint(),),
        told=place.facts,
        when=moment,
        leads_to="/mis-turnos",
    )


answer_due: Final = Kind(name="answer_due", owed=OWED, write=write)
