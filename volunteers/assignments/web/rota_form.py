"""The form in which a rota is asked for."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from babel.dates import format_date
from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.codelists import Place
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from server.web.forms import Form
from volunteers.assignments.domain.rota.asking import MOST_SEED
from volunteers.assignments.domain.rota.window import Window

PATIENCE: Final = ("10", "30", "120")
USUAL: Final = "30"
FOUR_WEEKS: Final = timedelta(weeks=4)
QUARTER: Final = timedelta(weeks=13)
DAY: Final = timedelta(days=1)


class Asked(Struct, frozen=True):
    """What the form asks for."""

    window: Window
    seconds: int
    seed: int


class Preset(Struct, frozen=True):
    """Days that somebody may want, as an address that fills the form in."""

    label: str
    href: str
    current: bool


def blank(first: date, last: date, places: Sequence[Place]) -> Form:
    """The days as they were asked for, all municipalities, an ordinary patience."""
    return Form(
        {
            "from": [first.isoformat()],
            "to": [last.isoformat()],
            "municipalities": [place.ine for place in places],
            "seconds": [USUAL],
            "seed": ["0"],
        }
    )


def usual(today: date) -> tuple[date, date]:
    """From tomorrow on, thirteen weeks."""
    return today + DAY, today + QUARTER


def presets(today: date, form: Form, address: str) -> list[Preset]:
    """Four weeks, thirteen, and the next quarter of the calendar."""
    first, last = next_quarter(today)
    named = _("De %(first)s a %(last)s", first=_month(first), last=_month(last))
    offered = [
        (_("Cuatro semanas"), today + DAY, today + FOUR_WEEKS),
        (_("Tres meses"), *usual(today)),
        (named, first, last),
    ]
    here = (form.value("from"), form.value("to"))
    return [
        Preset(
            label,
            f"{address}?{urlencode({'from': begins.isoformat(), 'to': ends.isoformat()})}",
            here == (begins.isoformat(), ends.isoformat()),
        )
        for label, begins, ends in offered
    ]


def next_quarter(today: date) -> tuple[date, date]:
    """The first and the last day of the quarter of the calendar after this one."""
    beginning = _quarter(today.year, (today.month - 1) // 3 + 1)
    after = _quarter(today.year, (today.month - 1) // 3 + 2)
    return beginning, after - DAY


def patience() -> list[tuple[str, str, str]]:
    """How long to look for a better rota."""
    return [
        ("10", _("Rápido"), _("10 segundos")),
        ("30", _("Normal"), _("30 segundos")),
        ("120", _("A fondo"), _("2 minutos")),
    ]


def asked(form: Form, places: Sequence[Place], zone: str) -> Asked:
    """What the form says; raises Invalid."""
    first, last = form.day("from"), form.day("to")
    chosen = form.choices("municipalities", [place.ine for place in places])
    seconds = form.choice("seconds", PATIENCE)
    seed = form.whole("seed", most=MOST_SEED)
    form.check()
    window = Window(first_day=first, last_day=last, municipalities=chosen, zone=zone)
    return Asked(window, int(seconds), seed or 0)


def _quarter(year: int, number: int) -> date:
    return date(year + number // 4, number % 4 * 3 + 1, 1)


def _month(day: date) -> str:
    return format_date(day, "MMMM", locale=when.LOCALES[current_language()])
