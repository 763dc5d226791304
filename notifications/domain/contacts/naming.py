"""What somebody names as a way to reach them, as machines write it, or why that is none."""

from collections.abc import Iterable
from datetime import time
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from server.foundation.errors import Invalid
from server.foundation.mailbox import is_mailbox
from server.foundation.translation import gettext as _
from volunteers.people.domain.telephone import normalised

CHANNELS: Final = ("whatsapp", "sms", "mail", "call")


class Named(Struct, frozen=True, kw_only=True):
    """A way to reach somebody: `whatsapp`, `sms`, `mail`, or `call`, which only people use.

    It is safe between two hours of the day, which may lie around midnight; without them, at any.
    """

    channel: str
    address: str
    from_time: time | None = None
    until_time: time | None = None


def checked(named: Iterable[Named]) -> list[Named]:
    """The same with addresses as machines write them; raises Invalid with a field per channel."""
    typed = list(named)
    said = [replace(one, address=_address(one)) for one in typed]
    wrong = {
        one.channel: sentence
        for one, before in zip(said, typed, strict=True)
        if (sentence := _wrong(one, before.address.strip()))
    }
    if len({one.channel for one in said}) < len(said):
        wrong["form"] = _("Cada medio se anota una sola vez.")
    if wrong:
        raise Invalid(wrong)
    return said


def _address(one: Named) -> str:
    """Empty for what is no address."""
    written = one.address.strip()
    if one.channel == "mail":
        return written.lower() if is_mailbox(written) else ""
    return normalised(written) or ""


def _wrong(one: Named, typed: str) -> str | None:
    if one.channel not in CHANNELS:
        return _("Ese medio no existe.")
    if not one.address:
        return _no_address(one.channel, typed)
    if (one.from_time is None) != (one.until_time is None):
        return _("Faltan las dos horas, o ninguna.")
    if one.from_time is not None and one.from_time == one.until_time:
        return _("Las dos horas no pueden ser la misma.")
    return None


def _no_address(channel: str, typed: str) -> str:
    if channel == "mail":
        return _("Falta una dirección de correo válida.")
    if not typed:
        return _("Falta un número de teléfono, por ejemplo 5555 1234 o +502 5555 1234.")
    return _(
        "Esto no es un número de teléfono. En Guatemala tiene ocho cifras y empieza con 2 a 8,"
        " como 5555 1234; de otro país se escribe con + y su código."
    )
