"""What became of the question whether a contact works, in words."""

from datetime import datetime

from notifications.domain.contacts.checks import Check
from notifications.domain.outbox.failure_words import in_words
from notifications.web.shown import moment_of
from server.foundation.translation import gettext as _


def check_words(check: Check | None, zone: str, *, at: datetime) -> str:
    """Such as «El mensaje no salió: No se pudo llegar al proveedor.»; None is yet to leave."""
    state = check.state if check else ""
    if check and state in {"sent", "delivered", "read"}:
        return _("El mensaje salió: %(when)s.", when=moment_of(_ended(check), zone))
    if check and state == "failed":
        return _("El mensaje no salió: %(why)s", why=_why(check))
    if check and state == "queued" and check.outcome in {"failed", "refused"}:
        return _("El mensaje no salió: %(why)s Se intenta de nuevo.", why=_why(check))
    if check and state in {"queued", "held"} and check.due_at > at:
        return _("El mensaje sale más tarde: %(when)s.", when=moment_of(check.due_at, zone))
    if state == "unknown":
        return _("No se sabe si el mensaje salió.")
    return _("El mensaje sale en un momento.")


def _ended(check: Check) -> datetime:
    return check.settled_at or check.due_at


def _why(check: Check) -> str:
    known = in_words(check.channel, check.detail) if check.detail else _("No se sabe por qué")
    return known if known.endswith(".") else f"{known}."
