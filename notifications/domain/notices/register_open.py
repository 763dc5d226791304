"""An event is over, and nobody has said that its register is complete."""

from datetime import datetime
from typing import Final

from events.planning.domain import agenda
from notifications.domain.kind import Kind
from notifications.domain.letter import Fact, Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.notices.planners import PLANNER
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# A day after the end, once more a week later, and no more: from then on the digest counts it.
DAYS: Final = (1, 8, 22)
OWED: Final = f"""
    SELECT concat_ws(':', 'register', e.id, asked.since, t.id) AS key, t.id AS account,
        e.id AS event, e.id AS subject
    FROM event e
        JOIN (VALUES ({DAYS[0]}, {DAYS[1]}), ({DAYS[1]}, {DAYS[2]})) asked (since, before)
            ON e.ends_at <= $1::timestamptz - make_interval(days => asked.since)
            AND e.ends_at > $1::timestamptz - make_interval(days => asked.before)
        {PLANNER}
    WHERE e.status = 'published'
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """Which event, and the page where it is closed."""
    event = await agenda.event(notice.subject)
    moment, page = wording.moment(event), f"/eventos/{event.id}/registro"
    return Letter(
        subject=_("Registro sin cerrar: %(when)s", when=moment),
        opening=_("Esta actividad ya pasó, y su registro de asistencia sigue abierto."),
        facts=(Fact(_("Municipio"), event.municipality_name), *wording.facts(event)),
        links=(Link(_("Ver el registro"), office.address(page)),),
        closing=(_("Si está completo, falta cerrarlo. Si no se hizo, falta cancelarla."),),
        when=moment,
        leads_to=page,
    )


register_open: Final = Kind(name="register_open", owed=OWED, write=write, until_start=False)
