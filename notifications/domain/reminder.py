"""An event is near, and those who help there are reminded."""

from datetime import datetime
from typing import Final

from notifications.domain import answering, wording
from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from notifications.domain.standing import standing
from server.foundation.translation import gettext as _

# Of several rules the nearest one to the start that has come due: nobody is reminded twice at
# once. Who accepts late is still reminded; who was invited late has the invitation itself,
# and who let the time to answer pass is not pressed any more.
OWED: Final = """
    SELECT concat_ws(':', 'reminder', a.id, e.sequence, rule.minutes_before, 'mail') AS key,
        v.account, a.event, a.id AS subject
    FROM assignment a
        JOIN event e ON e.id = a.event
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
        JOIN LATERAL (
            SELECT r.minutes_before, e.starts_at - make_interval(mins => r.minutes_before) AS due_at
            FROM reminder_rule r
            WHERE r.channel = 'mail' AND (r.role IS NULL OR r.role = a.role)
                AND e.starts_at - make_interval(mins => r.minutes_before) <= $1
            ORDER BY r.minutes_before LIMIT 1
        ) rule ON true
    WHERE e.status = 'published' AND e.starts_at > $1
        AND e.starts_at <= $1::timestamptz + interval '31 days'
        AND (a.status = 'accepted' OR (a.status = 'invited' AND a.changed_at <= rule.due_at
            AND (a.answer_by IS NULL OR a.answer_by > $1)))
        AND p.disabled_at IS NULL
"""


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
    )


reminder: Final = Kind(name="reminder", owed=OWED, write=write)
