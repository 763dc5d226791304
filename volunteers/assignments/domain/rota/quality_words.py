"""How a rota stands and how good it is proven to be, in words."""

from typing import Final

from babel.numbers import format_percent

from events.planning.domain.when import LOCALES
from server.foundation.translation import current_language, later
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.rota.reading import Rota

STATES: Final[dict[str, str]] = {
    "waiting": later("En espera"),
    "working": later("Calculando"),
    "draft": later("Por revisar"),
    "published": later("Publicada"),
    "discarded": later("Descartada"),
    "failed": later("No se pudo"),
}
PHASES: Final[dict[str, str]] = {
    "": later("En espera de su turno"),
    "reading": later("Leyendo actividades y personas"),
    "greedy": later("Buscando una primera propuesta"),
    "model": later("Preparando el cálculo"),
    "solving": later("Mejorando la propuesta"),
    "explaining": later("Explicando los lugares vacíos"),
}
TENTH: Final = 1_000  # of a per cent, in millionths
FINE: Final = "#,##0.0 %"


def state(rota: Rota) -> str:
    """Such as «Por revisar»."""
    return _(STATES[rota.state])


def phase(rota: Rota) -> str:
    """What the solver is doing."""
    return _(PHASES[rota.progress.phase])


def quality(rota: Rota) -> str:
    """What is proven of it, in a sentence without its full stop; nothing once it was changed."""
    if rota.outcome is None:
        return ""
    if rota.told.by_hand:
        return _changed(rota)
    if rota.gap is None:
        return _("Sin demostrar: calculada por el método rápido")
    if rota.gap == 0:
        if rota.told.pruned:
            return _("Es la mejor posible entre las personas consideradas (demostrado)")
        return _("Es la mejor posible con estos datos (demostrado)")
    return _("La mejor posible sería a lo sumo %(gap)s mejor (demostrado)", gap=percent(rota.gap))


def _changed(rota: Rota) -> str:
    """A repair counts other places than its page."""
    if rota.event:
        return _("Cambiada a mano")
    told = {"filled": rota.told.filled, "needed": rota.told.needed}
    return _("Cambiada a mano; el cálculo daba %(filled)s de %(needed)s", **told)


def distance(gap: int | None) -> str:
    """How far from the best it may still be, while it is worked out; empty until that is known."""
    return "" if gap is None else _("a lo sumo %(gap)s de lo mejor posible", gap=percent(gap))


def percent(gap: int) -> str:
    """A gap in millionths, rounded up to a tenth of a per cent."""
    tenths = -(-gap // TENTH)
    locale = LOCALES[current_language()]
    return format_percent(tenths * TENTH / 1_000_000, FINE, locale=locale)
