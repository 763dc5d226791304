"""What a crowd may be asked about itself as a whole, with no person behind any answer."""

from typing import Final, Literal

from events.planning.domain import tongues
from events.planning.domain.age_atoms import UNKNOWN
from server.foundation.translation import gettext as _

Trait = Literal["pueblo", "language", "access"]
TRAITS: Final[tuple[Trait, ...]] = ("pueblo", "language", "access")
MOST: Final = 10_000


def traits() -> dict[Trait, str]:
    """What is asked."""
    return {
        "pueblo": _("Pueblo con el que se identifican"),
        "language": _("Idioma que prefieren"),
        "access": _("Lo que necesitan para participar"),
    }


def codes(trait: Trait) -> dict[str, str]:
    """The answers and what they are called, in the order in which they are offered.

    Pueblos are those of the census; needs are asked for, never conditions.
    """
    match trait:
        case "pueblo":
            return pueblos() | nobody_said()
        case "language":
            return tongues.names() | {"other": _("Otro idioma")} | nobody_said()
    return needs()


def pueblos() -> dict[str, str]:
    """As the census of 2018 names them."""
    return {
        "maya": _("Maya"),
        "garifuna": _("Garífuna"),
        "xinka": _("Xinka"),
        "afro": _("Afrodescendiente, creole o afromestizo"),
        "ladino": _("Ladino"),
        "foreign": _("Extranjero"),
    }


def needs() -> dict[str, str]:
    """What makes it possible to take part."""
    return {
        "steps": _("Entrar sin gradas"),
        "signs": _("Lengua de señas"),
        "hearing": _("Oír mejor"),
        "seeing": _("Ver o leer mejor"),
        "reading": _("Que alguien lea o escriba"),
        "children": _("Cuidado de niñas y niños"),
        "other": _("Otra necesidad"),
    }


def nobody_said() -> dict[str, str]:
    """Those of whom it is not known."""
    return {UNKNOWN: _("Sin dato")}
