"""Reading from an address what the dashboard is to show: which days, where, and how."""

from collections.abc import Callable
from datetime import date
from typing import Final

from msgspec import Struct

from events.outreach.domain import stretches
from events.outreach.domain.equity import spans
from events.outreach.domain.equity.spans import DAY, Span
from events.outreach.domain.questions import Question
from events.outreach.domain.stretches import HALF, MONTH, QUARTER, YEAR
from events.outreach.web import asked
from events.outreach.web.offered import Offered
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.requests import Visit

OWN: Final = "fechas"
USUAL: Final = "trimestre"
STRETCHES: Final[dict[str, Callable[[date], Span]]] = {
    USUAL: lambda today: stretches.around(today, QUARTER),
    "anterior": lambda today: stretches.around(
        stretches.around(today, QUARTER).first - DAY, QUARTER
    ),
    "semestre": lambda today: stretches.around(today, HALF),
    "anio": lambda today: stretches.around(today, YEAR),
}
TINTS: Final = ("contactos", "tasa")
STEPS: Final = {"trimestre": (8, QUARTER), "mes": (12, MONTH)}


class Asked(Struct, frozen=True, kw_only=True):
    """`over_time` are the stretches of the trends; the map shows rates if `by_residents`."""

    question: Question
    before: Span
    over_time: list[Span]
    by_month: bool
    by_residents: bool
    today: date


def stretch_names() -> list[tuple[str, str]]:
    """The days to choose from, and what they are called."""
    return [
        (USUAL, _("Este trimestre")),
        ("anterior", _("El trimestre pasado")),
        ("semestre", _("Este semestre")),
        ("anio", _("Este año")),
        (OWN, _("Otras fechas")),
    ]


def filled(request: Visit, *, today: date) -> Form:
    """The filters as they were chosen: this quarter, unless other days were.

    Days without a word about which stretch are the days to show.
    """
    form = asked.read(request, {})
    sent = request.query_params
    dated = form.value("desde") or form.value("hasta")
    form.put("plazo", sent.get("plazo") or (OWN if dated else USUAL))
    form.put("mapa", sent.get("mapa") or TINTS[0])
    form.put("cada", sent.get("cada") or USUAL)
    if (stretch := STRETCHES.get(form.value("plazo"))) is not None:
        days = stretch(today)
        form.put("desde", days.first.isoformat())
        form.put("hasta", days.last.isoformat())
    return form


def wanted(form: Form, offered: Offered, *, today: date, zone: str) -> Asked:
    """What the form asks for; raises Invalid with a sentence for each part that makes no sense."""
    form.choice("plazo", [*STRETCHES, OWN])
    tint, step = form.choice("mapa", TINTS), form.choice("cada", STEPS)
    days = Span(form.day("desde"), form.day("hasta"))
    question = asked.question(form, offered, asked.OF_PAGES, zone=zone)
    number, months = STEPS[step]
    return Asked(
        question=question,
        before=spans.before(days, today),
        over_time=stretches.latest(min(days.last, today), number, months),
        by_month=months == MONTH,
        by_residents=tint == TINTS[1],
        today=today,
    )


def address(form: Form, **changed: str) -> str:
    """The dashboard with one thing changed; days are only named where they were chosen freely."""
    own = form.value("plazo") == OWN
    chosen = {
        name: [form.value(name)]
        for name in ("plazo", "proyecto", "municipio", "desde", "hasta", "mapa", "cada")
        if own or name not in {"desde", "hasta"}
    }
    return asked.link("/alcance", chosen | {name: [value] for name, value in changed.items()})


def links(form: Form, wanted: Asked) -> dict[str, str]:
    """Where the dashboard leads: its other views, and the pages about the same days and places."""
    earliest = min(form.value("desde"), wanted.over_time[0].first.isoformat())
    return {
        "by_contacts": address(form, mapa=TINTS[0]),
        "by_residents": address(form, mapa=TINTS[1]),
        "by_quarter": address(form, cada="trimestre"),
        "by_month": address(form, cada="mes"),
        "figures": asked.address("/alcance/cifras", form),
        "registers": asked.address("/alcance/abiertos", form, desde=earliest),
        "equity": asked.address("/alcance/equidad", form),
        "goals": asked.address("/alcance/metas", form, municipio=""),
        "export": asked.address("/alcance/exportar", form, municipio=""),
    }
