"""Somebody declined, and who plans the event has to look for another."""

from datetime import datetime
from typing import Final

from events.planning.domain import agenda
from notifications.domain import wording
from notifications.domain.kind import Kind
from notifications.domain.letter import Fact, Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.translation import gettext as _

# The organiser, or whoever coordinates the municipality where there is none any more. After a
# week it is no news, so that a new coordinator is not told old stories.
OWED: Final = """
    SELECT concat_ws(':', 'answer', s.id, t.id, 'mail') AS key, t.id AS account, a.event,
        s.id AS subject
    FROM answer s
        JOIN assignment a ON a.id = s.assignment
        JOIN event e ON e.id = a.event
        LEFT JOIN account o ON o.id = e.organiser AND o.disabled_at IS NULL
        JOIN account t ON t.disabled_at IS NULL AND CASE
            WHEN o.id IS NOT NULL THEN t.id = o.id
            ELSE t.role = 'coordinator' AND EXISTS (SELECT FROM scope c
                WHERE c.account = t.id AND c.municipality = e.municipality) END
    WHERE s.answer = 'declined' AND a.status = 'declined'
        AND s.at > $1::timestamptz - interval '7 days' AND e.starts_at > $1
        AND e.status IN ('draft', 'published')
        AND NOT EXISTS (SELECT FROM answer later
            WHERE later.assignment = s.assignment AND later.at > s.at)
"""
DECLINED: Final = """
    SELECT p.name, a.event, a.role, s.reason <> '' AS explained
    FROM answer s
        JOIN assignment a ON a.id = s.assignment
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
    WHERE s.id = $1
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """Who and where; the reason they gave stays on the signed-in pages."""
    row = (await fetch(DECLINED, notice.subject))[0]
    event = await agenda.event(row["event"])
    return Letter(
        subject=_("Falta una persona: %(when)s", when=wording.moment(event)),
        opening=_("%(name)s no podrá acompañar esta actividad.", name=row["name"]),
        facts=(
            Fact(_("Municipio"), event.municipality_name),
            *wording.facts(event),
            wording.part(row["role"]),
        ),
        links=(Link(_("Ver el equipo"), office.address(f"/eventos/{event.id}/equipo")),),
        closing=(_("Dejó un motivo, que se lee en la página del equipo."),)
        if row["explained"]
        else (),
    )


answer_received: Final = Kind(name="answer_received", owed=OWED, write=write)
