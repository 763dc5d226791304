"""What a reminder rule may say."""

from typing import Final

from msgspec import Struct

from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

LEAST: Final = 5
MOST: Final = 30 * 24 * 60
ROLES: Final = ("lead", "assistant", "registered")
CHANNELS: Final = ("mail", "whatsapp", "sms", "inbox")


class Remind(Struct, frozen=True, kw_only=True):
    """Remind these people so long before the start, of these events, by this way.

    No role is everybody who helps, `registered` is whoever has a seat; no kind and no audience is
    any event; no channel is the way that each person likes best.
    """

    minutes_before: int
    role: str | None = None
    kind: str | None = None
    audience: str | None = None
    channel: str | None = None


def check(remind: Remind) -> None:
    """Raise Invalid with a sentence for everything that cannot be."""
    wrong = {}
    if not LEAST <= remind.minutes_before <= MOST:
        wrong["number"] = _("Debe ser de 5 minutos a 30 días.")
    if remind.role not in (None, *ROLES):
        wrong["role"] = _("Elegir una de las opciones.")
    if remind.channel not in (None, *CHANNELS):
        wrong["channel"] = _("Elegir una de las opciones.")
    if remind.role == "registered" and remind.channel not in (None, "mail"):
        wrong["channel"] = _("Quien se inscribe solo deja un correo: no hay otro medio.")
    if wrong:
        raise Invalid(wrong)
