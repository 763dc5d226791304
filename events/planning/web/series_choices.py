"""What may be chosen about how a series repeats."""

from typing import Literal

from babel.dates import get_day_names
from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.recurrence_rule import WEEKDAYS
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _


class Choices(Struct, frozen=True):
    """The options as (value, label)."""

    repeat: list[tuple[str, str]]
    weekdays: list[tuple[str, str]]
    long_weekdays: list[tuple[str, str]]
    monthly: list[tuple[str, str]]
    nths: list[tuple[str, str]]


def choices() -> Choices:
    """The options in the reader's language."""
    return Choices(
        repeat=[
            ("DAILY", _("Cada día")),
            ("WEEKLY", _("Cada semana")),
            ("MONTHLY", _("Cada mes")),
            ("YEARLY", _("Cada año")),
            ("rule", _("Otra regla")),
        ],
        weekdays=_weekdays("abbreviated"),
        long_weekdays=_weekdays("wide"),
        monthly=[("day", _("El mismo día del mes")), ("nth", _("Un día de la semana"))],
        nths=[
            ("1", _("El primer")),
            ("2", _("El segundo")),
            ("3", _("El tercer")),
            ("4", _("El cuarto")),
            ("-1", _("El último")),
        ],
    )


def _weekdays(width: Literal["abbreviated", "wide"]) -> list[tuple[str, str]]:
    names = get_day_names(width, locale=when.LOCALES[current_language()])
    return [(code, names[number].rstrip(".")) for number, code in enumerate(WEEKDAYS)]
