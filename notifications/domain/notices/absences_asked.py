"""The next month is about to be planned, and those who help are asked when they are away.

It is a rule of four numbers: from the 15th to the 21st of a month (by UTC, whose midnight is early
evening in Guatemala), whoever has not told their absences for the next 28 days, and was not asked
in the last 28.
"""

from datetime import datetime
from typing import Final

from events.planning.domain import when
from notifications.domain.kind import Kind
from notifications.domain.letter import Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.office import Office
from server.foundation.translation import gettext as _
from volunteers.people.domain.absence_links import Question, absence_address
from volunteers.people.domain.absences import asked_through

FIRST_DAY: Final = 15
LAST_DAY: Final = 21
DAYS_AHEAD: Final = 28
DAYS_APART: Final = 28
OWED: Final = f"""
    SELECT c.key, c.account, NULL::uuid AS event, c.subject
    FROM (
        SELECT concat_ws(':', 'absences', v.id, to_char(today.day, 'YYYY-MM')) AS key,
            v.account, v.id AS subject
        FROM (SELECT ($1::timestamptz AT TIME ZONE 'UTC')::date AS day) today
            JOIN volunteer v ON v.absences_told_until IS NULL
                OR v.absences_told_until < today.day + {DAYS_AHEAD}
            JOIN account p ON p.id = v.account
        WHERE extract(day FROM today.day) BETWEEN {FIRST_DAY} AND {LAST_DAY}
            AND p.disabled_at IS NULL
    ) c
    WHERE NOT EXISTS (SELECT FROM notice n
        WHERE n.subject = c.subject AND n.kind = 'absences_asked' AND n.key <> c.key
            AND n.state <> 'superseded'
            AND n.owed_at > $1::timestamptz - interval '{DAYS_APART} days')
"""


async def write(notice: Notice, office: Office, at: datetime) -> Letter:
    """One link that needs no password; why somebody is away is not asked."""
    zone = office.settings.timezone
    through = asked_through(when.local_day(at, zone))
    question = Question(notice.subject, through)
    address = absence_address(office.settings.base_url, question, office.signer)
    return Letter(
        subject=_("¿Cuándo no se puede contar con usted?"),
        opening=_("Se planifican las próximas semanas. ¿Hay días en que no podrá acompañar?"),
        facts=(wording.through(through),),
        links=(Link(_("Decir mis días"), address),),
        closing=(
            _("Si no hay ninguno, también se dice ahí, con un toque. El motivo no se pregunta."),
            _("El enlace es personal, y no hace falta contraseña."),
        ),
        leads_to="/mi-perfil",
    )


absences_asked: Final = Kind(name="absences_asked", owed=OWED, write=write)
