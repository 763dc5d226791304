"""Why events are called off: the words for CANCELLATION_REASONS."""

from server.foundation.translation import gettext as _


def reasons() -> list[tuple[str, str]]:
    """Why an event is called off, as (value, label)."""
    return [
        ("rain", _("Lluvia")),
        ("roadblock", _("Bloqueo de carretera")),
        ("security", _("Seguridad")),
        ("facilitator", _("Falta de facilitador/a")),
        ("venue", _("El lugar no está disponible")),
        ("other", _("Otro motivo")),
    ]


def reason_name(reason: str) -> str:
    """The words for one of them."""
    return dict(reasons()).get(reason, reason)
