"""Somebody asked for a link to come in, and has to get it."""

from datetime import datetime
from typing import Final

from events.planning.domain import when
from notifications.domain.kind import Kind
from notifications.domain.letter import Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.office import Office
from server.accounts.domain import sign_in
from server.foundation.database import fetch
from server.foundation.translation import gettext as _

OWED: Final = """
    SELECT concat_ws(':', 'sign-in', l.id) AS key, l.account, NULL::uuid AS event,
        l.id AS subject
    FROM sign_in_link l JOIN account p ON p.id = l.account
    WHERE l.by_mail AND l.used_at IS NULL AND l.expires_at > $1 AND p.disabled_at IS NULL
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """The token is made here and nowhere kept."""
    link = (await fetch("SELECT expires_at FROM sign_in_link WHERE id = $1", notice.subject))[0]
    token = sign_in.link_token(notice.subject, office.signer)
    until, zone = link["expires_at"], office.settings.timezone
    return Letter(
        subject=_("Enlace para entrar"),
        opening=_(
            "Este enlace abre la cuenta. Vale una sola vez, hasta el %(day)s a las %(hour)s.",
            day=wording.day(until, zone),
            hour=when.hour(until, zone),
        ),
        links=(Link(_("Entrar"), office.address(f"/entrar/{token}")),),
        closing=(_("Si nadie lo pidió, se puede ignorar este mensaje."),),
    )


sign_in_link: Final = Kind(
    name="sign_in_link", owed=OWED, write=write, direct=True, until_start=False
)
