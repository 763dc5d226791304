"""Somebody else wrote down by which ways a person is reached, and the person should know."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

PAGE: Final = "/mis-avisos/medios"
# That is nowhere but in the audit: the list itself may be empty now, or differ by an hour alone.
OWED: Final = """
    SELECT concat_ws(':', 'contacts-changed', p.id, x.id) AS key, p.id AS account,
        NULL::uuid AS event, p.id AS subject
    FROM audit_entry x JOIN account p ON x.subject = 'account:' || p.id AND p.disabled_at IS NULL
    WHERE x.act = 'contacts.said' AND x.account IS DISTINCT FROM p.id
        AND x.at > $1::timestamptz - interval '3 days'
"""


async def write(_notice: Notice, office: Office, _at: datetime) -> Letter:
    """Neither which ways nor who wrote them down: their own page says it."""
    return Letter(
        subject=_("Cambiaron sus medios para avisos"),
        opening=_("La coordinación cambió por dónde o a qué horas le llegan los avisos."),
        links=(Link(_("Ver mis medios"), office.address(PAGE)),),
        closing=(_("Si algo no está bien, ahí mismo se puede cambiar."),),
        leads_to=PAGE,
    )


contacts_changed: Final = Kind(
    name="contacts_changed", owed=OWED, write=write, until_start=False
)  # fmt: skip
