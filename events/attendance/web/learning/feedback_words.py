"""What those who came are asked about an event, in words."""

from events.attendance.domain.learning.feedback import Aspect
from server.foundation.translation import gettext as _


def aspect_words() -> dict[Aspect, str]:
    """The three questions."""
    return {
        "useful": _("¿Fue útil?"),
        "welcome": _("¿Hubo un trato amable y respetuoso?"),
        "share": _("¿Vale la pena contárselo a otras personas?"),
    }


def scale_words() -> dict[int, str]:
    """The four answers to each."""
    return {4: _("Sí, mucho"), 3: _("Sí, bastante"), 2: _("Un poco"), 1: _("No")}
