"""What the answers of a register are called."""

from typing import Final

from events.planning.domain.age_atoms import SPANS, UNKNOWN
from server.foundation.translation import gettext as _

SOURCES: Final = ("self", "door", "api", "headcount")


def sexes() -> dict[str, str]:
    """The sexes as a register names them."""
    return {
        "female": _("Mujeres"),
        "male": _("Hombres"),
        "other": _("Otra identidad"),
        UNKNOWN: _("Sin dato"),
    }


def sexes_to_choose() -> list[tuple[str, str]]:
    """The sexes as one person is asked, with the right not to say."""
    return [
        ("female", _("Mujer")),
        ("male", _("Hombre")),
        ("other", _("Otra identidad")),
        (UNKNOWN, _("Prefiero no decir")),
    ]


def age_bands() -> dict[str, str]:
    """The age atoms, such as «13 a 14 años»."""
    return {**{band: _age_band(*span) for band, span in SPANS.items()}, UNKNOWN: _("Sin dato")}


def sources() -> dict[str, str]:
    """Where lines come from."""
    return {
        "self": _("Desde su teléfono"),
        "door": _("En la puerta"),
        "api": _("Otro sistema"),
        "headcount": _("Conteo"),
    }


def _age_band(first: int, last: int | None) -> str:
    if last is None:
        return _("%(first)s años o más", first=first)
    if first == last:
        return _("%(first)s años", first=first)
    return _("%(first)s a %(last)s años", first=first, last=last)
