"""The usual reasons for not coming, none of which tells anything that could harm somebody."""

from typing import Final

from server.foundation.translation import gettext as _

USUAL: Final = ("busy", "transport", "notice", "rest", "personal")


def usual_reasons() -> dict[str, str]:
    """Each usual reason in words."""
    return {
        "busy": _("Tengo otro compromiso"),
        "transport": _("No tengo cómo llegar"),
        "notice": _("Fue con poco aviso"),
        "rest": _("Ya son muchos turnos"),
        "personal": _("Un motivo personal"),
    }


def said(usual: str | None, reason: str) -> str:
    """Why somebody declined, as those who plan read it; empty if they did not say."""
    chosen = usual_reasons().get(usual or "", "")
    return ". ".join(part for part in (chosen, reason) if part)
