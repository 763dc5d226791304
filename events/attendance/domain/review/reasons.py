"""The usual reasons for a decision: kept as a key, read in the language of whoever reads."""

from typing import Final

from server.foundation.translation import gettext as _

MEANT_FOR: Final = {
    "counted_twice": "merged",
    "other_person": "kept",
    "same_group": "merged",
    "other_group": "kept",
    "typing_error": "voided",
    "was_a_trial": "voided",
    "right_as_it_is": "kept",
    "people_stood": "kept",
    "came_and_went": "kept",
    "clock_was_wrong": "kept",
    "already_recorded": "dropped",
    "other_link": "moved",
    "hour_was_changed": "kept",
    "took_longer": "kept",
    "no_signal": "kept",
    "already_counted": "dropped",
    "held_elsewhere": "moved",
    "never_held": "dropped",
    "slip_at_the_door": "voided",
}
"""Which decision each of them speaks for."""


def speaks_for(reason: str, fate: str) -> bool:
    """Whether a usual reason goes with a decision; nothing else does."""
    return MEANT_FOR.get(reason) == fate


def said(reason: str) -> str:
    """A reason as it is read: a usual one in the current language, what was written as it is."""
    return _sentences().get(reason, reason)


def _sentences() -> dict[str, str]:
    return {
        "counted_twice": _("Se registró dos veces"),
        "other_person": _("Son personas distintas"),
        "same_group": _("Es la misma gente"),
        "other_group": _("Son grupos distintos"),
        "typing_error": _("Se escribió mal"),
        "was_a_trial": _("Fue una prueba"),
        "right_as_it_is": _("Está bien así"),
        "people_stood": _("Hubo gente de pie"),
        "came_and_went": _("Entraron y salieron durante la actividad"),
        "clock_was_wrong": _("Reloj mal puesto"),
        "already_recorded": _("Ya estaban en el registro"),
        "other_link": _("Se abrió el enlace de otra actividad"),
        "hour_was_changed": _("La actividad cambió de hora"),
        "took_longer": _("La actividad duró más"),
        "no_signal": _("El teléfono no tenía señal"),
        "already_counted": _("Ya estaban en el conteo"),
        "held_elsewhere": _("Se hizo en otra actividad"),
        "never_held": _("No hubo actividad"),
        "slip_at_the_door": _("Fue un error en la puerta"),
    }
