"""Somebody asked for a link to come in, or an administrator sent one, and it has to get there."""

from datetime import datetime
from typing import Final

import msgspec
from msgspec import Struct

from events.planning.domain import when
from notifications.domain.kind import Kind
from notifications.domain.letter import Fact, Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.office import Office
from server.accounts.domain import sign_in
from server.accounts.domain.sessions import MUST
from server.foundation.database import fetch
from server.foundation.translation import gettext as _
from server.foundation.translation import later

OWED: Final = """
    SELECT concat_ws(':', 'sign-in', l.id) AS key, l.account, NULL::uuid AS event,
        l.id AS subject
    FROM sign_in_link l JOIN account p ON p.id = l.account
    WHERE l.by_mail AND l.used_at IS NULL AND l.expires_at > $1 AND p.disabled_at IS NULL
"""
# Sending a link is audited in the same breath, at the same moment. Who made the account is named as
# such only to somebody who never came in.
ASKED: Final = """
    SELECT l.expires_at AS until, p.role, x.actor AS sender,
        EXISTS (SELECT FROM audit_entry c WHERE c.subject = 'account:' || p.id
            AND c.act = 'account.created' AND c.account = x.account)
        AND NOT EXISTS (SELECT FROM audit_entry o WHERE o.subject = 'account:' || p.id
            AND o.act = 'session.opened') AS new,
        array(SELECT m.name FROM scope s JOIN municipality m ON m.ine = s.municipality
            WHERE s.account = p.id ORDER BY m.name) AS places
    FROM sign_in_link l JOIN account p ON p.id = l.account
        LEFT JOIN audit_entry x ON x.subject = 'account:' || p.id AND x.at = l.created_at
            AND x.act = 'account.link_sent'
    WHERE l.id = $1
"""
ACCOUNTS_ARE_FOR: Final = {
    "administrator": later("Administrar Convoca"),
    "coordinator": later("Coordinar actividades"),
    "facilitator": later("Ver y responder sus turnos"),
    "evaluator": later("Ver cifras, sin datos de personas"),
}


class Asked(Struct, frozen=True, kw_only=True):
    """A link: to whom it goes, and which administrator sent it, if it was not asked for."""

    until: datetime
    role: str
    sender: str | None
    new: bool
    places: list[str]


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """The token is made here and nowhere kept."""
    asked = msgspec.convert(dict((await fetch(ASKED, notice.subject))[0]), Asked)
    token = sign_in.link_token(notice.subject, office.signer)
    zone = office.settings.timezone
    lasts = _(
        "Este enlace abre la cuenta. Vale una sola vez, hasta el %(day)s a las %(hour)s.",
        day=wording.day(asked.until, zone),
        hour=when.hour(asked.until, zone),
    )
    return Letter(
        subject=_("Su cuenta en Convoca") if asked.new else _("Enlace para entrar"),
        opening=f"{_who_sends(asked)} {lasts}".lstrip(),
        facts=_what_for(asked) if asked.sender else (),
        links=(Link(_("Entrar"), office.address(f"/entrar/{token}")),),
        closing=(_whom_to_ask(asked),),
    )


def _who_sends(asked: Asked) -> str:
    if not asked.sender:
        return ""
    if asked.new:
        return _("%(who)s abrió para usted una cuenta en Convoca.", who=asked.sender)
    return _("%(who)s le envía un enlace para entrar a Convoca.", who=asked.sender)


def _what_for(asked: Asked) -> tuple[Fact, ...]:
    """What somebody needs to know who did not expect it."""
    step = _("Se pide al entrar. Conviene tener el teléfono a mano.")
    return (
        Fact(_("Para qué"), _(ACCOUNTS_ARE_FOR[asked.role])),
        *((Fact(_("Municipios"), ", ".join(asked.places)),) if asked.places else ()),
        *((Fact(_("Segundo paso"), step),) if asked.role in MUST else ()),
    )


def _whom_to_ask(asked: Asked) -> str:
    if not asked.sender:
        return _("Si nadie lo pidió, se puede ignorar este mensaje.")
    return _("En caso de duda, preguntar a %(who)s antes de abrir el enlace.", who=asked.sender)


sign_in_link: Final = Kind(
    name="sign_in_link", owed=OWED, write=write, direct=True, until_start=False
)
