"""An event moved or is on again, and those who are expected there know it otherwise."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import answering, calendar_part, wording
from notifications.domain.notices.standing import standing
from notifications.domain.notices.told import FACTS, LAST_TOLD
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# A first letter that still waits to leave will say how things stand: no change is owed besides.
# Who heard that the event is off, and whose place was not touched since, must hear that it is on
# again; whose place was touched gets an invitation or a confirmation for it. A change that may have
# been lost does not count as heard, even if all is again as it said.
OWED: Final = f"""
    SELECT c.key, c.account, c.event, c.subject
    FROM (
        SELECT concat_ws(':', 'change', a.id, e.sequence) AS key, v.account, a.event,
            a.id AS subject, a.changed_at, {FACTS} AS facts
        FROM assignment a
            JOIN event e ON e.id = a.event
            JOIN volunteer v ON v.id = a.volunteer
            JOIN account p ON p.id = v.account
        WHERE a.status IN ('invited', 'accepted') AND e.status IN ('draft', 'published')
            AND e.starts_at > $1 AND p.disabled_at IS NULL
    ) c JOIN LATERAL ({LAST_TOLD}) last ON true
    WHERE CASE WHEN last.off THEN c.changed_at <= last.began_at
            ELSE last.facts <> c.facts OR (last.kind = 'change' AND last.outcome = 'unknown') END
        AND NOT EXISTS (SELECT FROM notice n WHERE n.subject = c.subject
            AND n.kind IN ('invitation', 'confirmation') AND n.state IN ('queued', 'held'))
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """How it was, how it is now, and a new calendar request."""
    place = await standing(notice)
    moment = wording.moment(place.event)
    return Letter(
        subject=_("Sí se hará: %(when)s", when=moment) if place.thinks_off
        else _("Cambio: ahora %(when)s", when=moment),
        opening=_("Esta actividad se había cancelado, pero sí se hará.") if place.thinks_off
        else _("Cambió una actividad a la que se le espera."),
        facts=(
            *wording.before(place.event, place.known),
            *wording.facts(place.event),
            wording.part(place.role),
        ),
        links=answering.links(place, office),
        closing=(answering.hint(),),
        calendar=calendar_part.invitation(place, notice, office),
        told=place.facts,
        when=moment,
        leads_to="/mis-turnos",
    )  # fmt: skip


change: Final = Kind(name="change", owed=OWED, write=write)
