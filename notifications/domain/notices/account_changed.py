"""The ways into an account changed, and its owner should know in case it was somebody else."""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from events.planning.domain import when
from notifications.domain.kind import Kind
from notifications.domain.letter import Fact, Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.translation import gettext as _
from server.foundation.translation import later

PAGE: Final = "/mi-cuenta/seguridad"
SESSIONS: Final = "/mi-cuenta/sesiones"
CHANGES: Final = {
    "authenticator.added": later("Se agregó a su cuenta una aplicación de códigos para entrar."),
    "authenticator.removed": later("Se quitó de su cuenta una aplicación de códigos para entrar."),
    "passkey.added": later("Se agregó a su cuenta una llave de acceso."),
    "passkey.removed": later("Se quitó de su cuenta una llave de acceso."),
    "recovery_codes.made": later(
        "Su cuenta tiene códigos de recuperación nuevos. Los anteriores ya no valen."
    ),
    "recovery_code.used": later("Se usó un código de recuperación de su cuenta."),
    "password.set": later("Su cuenta tiene una contraseña nueva."),
    "password.removed": later("Se quitó la contraseña de su cuenta."),
    "account.second_steps_removed": later(
        "Se quitaron todos los segundos pasos de su cuenta y se cerraron sus sesiones."
    ),
}
ACTS: Final = ", ".join(f"'{act}'" for act in CHANGES)
# The key holds all that the letter needs of the entry. What the machine itself did to an account
# that was just made belongs to making it.
OWED: Final = f"""
    SELECT concat_ws(':', 'account-changed', x.id, x.act, floor(extract(epoch FROM x.at))::bigint)
        AS key, p.id AS account, NULL::uuid AS event, p.id AS subject
    FROM audit_entry x JOIN account p ON x.subject = 'account:' || p.id AND p.disabled_at IS NULL
    WHERE x.act IN ({ACTS}) AND x.at > $1::timestamptz - interval '1 day'
        AND (x.account IS NOT NULL OR x.at > p.created_at + interval '1 hour')
"""
# Whoever does such things showed shortly before that it is them, and may take so long.
SHOWN_WITHIN: Final = timedelta(minutes=30)
BROWSERS: Final = """
    SELECT DISTINCT browser FROM session
    WHERE account = $1 AND created_at < $2::timestamptz + interval '1 second' AND fresh_at >= $3
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """What, when, in which browser if only one comes into question, and what to do."""
    act, at = _what_and_when(notice.key)
    zone = office.settings.timezone
    moment = f"{wording.day(at, zone)}, {when.hour(at, zone)}"
    browser = await _browser(notice.subject, at)
    return Letter(
        subject=_("Seguridad de su cuenta"),
        opening=_(CHANGES[act]),
        facts=(
            Fact(_("Cuándo"), moment),
            *((Fact(_("Navegador"), browser),) if browser else ()),
        ),
        links=(
            Link(_("Revisar cómo se entra a mi cuenta"), office.address(PAGE)),
            Link(_("Ver dónde está abierta"), office.address(SESSIONS)),
        ),
        closing=(
            _("Si fue usted, no hace falta hacer nada."),
            _(
                "Si no fue usted: cerrar las sesiones que no conoce, quitar lo que no agregó y"
                " avisar hoy mismo a quien administra Convoca."
            ),
        ),
        leads_to=PAGE,
    )


def _what_and_when(key: str) -> tuple[str, datetime]:
    _name, _entry, act, seconds = key.split(":")
    return act, datetime.fromtimestamp(int(seconds), UTC)


async def _browser(account: UUID, at: datetime) -> str:
    """A wrong one would send its owner looking in the wrong place: rather none."""
    rows = await fetch(BROWSERS, account, at, at - SHOWN_WITHIN)
    return str(rows[0]["browser"]) if len(rows) == 1 else ""


# Direct, and by the mail of the account alone (contacts/ways.py): whoever came in may have changed
# the other ways, and must not be able to keep its owner from hearing of it.
account_changed: Final = Kind(
    name="account_changed", owed=OWED, write=write, direct=True, until_start=False
)
