"""Codes on paper as a file: found years later, it still says what it opens and for whom."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from msgspec import Struct

from server.accounts.web.moments import moment
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _


class Paper(Struct, frozen=True):
    """What stands above the codes, and the file with both."""

    head: Sequence[str]
    name: str
    href: str


def paper(codes: Sequence[str], who: Actor, *, at: datetime, zone: str) -> Paper:
    """The file of these codes, made at this moment by the clocks of `zone`."""
    head = [
        _("Códigos de recuperación de Convoca: cada uno sirve una vez como segundo paso."),
        _("Cuenta: %(email)s", email=who.email),
        _("Hechos el %(when)s. Los anteriores ya no valen.", when=moment(at, zone)),
    ]
    text = "\r\n".join([*head, "", *codes, ""])
    name = _("convoca-codigos-de-recuperacion.txt")
    return Paper(head, name, f"data:text/plain;charset=utf-8,{quote(text)}")
