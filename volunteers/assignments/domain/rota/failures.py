"""Why a rota could not be worked out."""

from collections.abc import Mapping
from typing import Final

from server.foundation.translation import gettext as _
from server.foundation.translation import later

SENTENCES: Final[Mapping[str, str]] = {
    "nothing": later("En estos días ya no hay actividades por planificar."),
    "broken": later("El cálculo se interrumpió. Se puede volver a pedir."),
}


def sentence(failure: str) -> str:
    """What to tell of it."""
    return _(SENTENCES.get(failure, SENTENCES["broken"]))
