"""Something that somebody needs to go on helping is valid for a few more days only."""

from datetime import date, datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Fact, Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

FIRST: Final = 30
LAST: Final = 7
# Days are those of UTC, whose midnight is early evening in Guatemala: a few hours matter little.
TODAY: Final = "($1::timestamptz AT TIME ZONE 'UTC')::date"
# What each clearance and qualification is good for at most: who leads a topic may also assist.
CREDENTIALS: Final = """
    SELECT volunteer, max(valid_until) AS until FROM clearance GROUP BY volunteer, kind
    UNION ALL
    SELECT q.volunteer, q.valid_until FROM qualification q
    WHERE q.valid_until IS NOT NULL AND NOT EXISTS (SELECT FROM qualification b
        WHERE b.volunteer = q.volunteer AND b.topic = q.topic AND b.role = 'lead' AND b.id <> q.id
            AND (b.valid_until IS NULL OR b.valid_until >= q.valid_until))
"""
# A month before, and again in the last week; all that ends on one day is one letter.
LAPSING: Final = f"""
    SELECT concat_ws(':', 'lapsing', held.volunteer, held.until, CASE
            WHEN held.until - {TODAY} <= {LAST} THEN {LAST} ELSE {FIRST} END) AS key,
        held.volunteer AS subject, held.until
    FROM ({CREDENTIALS}) held WHERE held.until BETWEEN {TODAY} AND {TODAY} + {FIRST}
"""
OWED: Final = f"""
    SELECT l.key, v.account, NULL::uuid AS event, l.subject
    FROM ({LAPSING}) l
        JOIN volunteer v ON v.id = l.subject
        JOIN account p ON p.id = v.account AND p.disabled_at IS NULL
"""
SOON: Final = f"SELECT l.key, l.until FROM ({LAPSING}) l WHERE l.subject = $2 ORDER BY l.until"


async def write(notice: Notice, office: Office, at: datetime) -> Letter:
    """How many, and until when each; what they are is on the signed-in page.

    Of what else ends soon this letter tells as well.
    """
    rows = await fetch(SOON, at, notice.subject)
    until = {row["key"]: row["until"] for row in rows}[notice.key]
    return Letter(
        subject=_("Por vencer el %(day)s", day=wording.named(until)),
        opening=ngettext(
            "Un documento que hace falta para acompañar actividades vence pronto.",
            "%(n)s documentos que hacen falta para acompañar actividades vencen pronto.",
            len(rows),
        ),
        facts=tuple(_document(number, row["until"]) for number, row in enumerate(rows)),
        links=(Link(_("Ver mi perfil"), office.address("/mi-perfil")),),
        closing=(_("La coordinación dice cómo renovar. Si ya se hizo, basta con avisarle."),),
        leads_to="/mi-perfil",
    )


def _document(number: int, until: date) -> Fact:
    label = _("Otro documento") if number else _("Un documento")
    return Fact(label, _("vale hasta el %(day)s", day=wording.named(until)))


lapsing: Final = Kind(name="lapsing", owed=OWED, write=write, until_start=False)
