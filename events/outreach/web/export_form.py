"""Reading what is to be taken out as a file."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from babel.dates import format_date
from msgspec import Struct

from events.outreach.domain.indicators.days import Days
from events.outreach.domain.releases.released import Released
from events.outreach.domain.stretches import QUARTER, around
from events.planning.domain.codelists import Funded
from events.planning.domain.when import LOCALES
from server.foundation.translation import LANGUAGES, current_language
from server.foundation.translation import gettext as _
from server.web.forms import Form

NAMES: Final = ("proyecto", "desde", "hasta", "publicacion", "idioma")


class Button(Struct, frozen=True):
    """A format, what it is called and what it is good for."""

    kind: str
    name: str
    about: str


def filled(asked: Mapping[str, Sequence[str]], *, today: date) -> Form:
    """What was chosen; without days this quarter, without a language that of the page."""
    quarter = around(today, QUARTER)
    usual = {
        "desde": quarter.first.isoformat(),
        "hasta": quarter.last.isoformat(),
        "idioma": current_language(),
    }
    chosen = {name: (asked.get(name) or [""])[0] or usual.get(name, "") for name in NAMES}
    return Form({name: [value] for name, value in chosen.items()})


def language(form: Form) -> str:
    """The language of the file; raises Invalid."""
    chosen = form.choice("idioma", LANGUAGES)
    form.check()
    return chosen


def wanted(form: Form, projects: Iterable[Funded], zone: str) -> tuple[str | None, Days]:
    """The project, None for all of them, and the days; raises Invalid."""
    project = form.choice("proyecto", [it.slug for it in projects], required=False)
    first, last = form.day("desde"), form.day("hasta")
    if last < first:
        form.wrong("hasta", _("El último día no puede ser anterior al primero."))
    form.check()
    return project or None, Days(first, last, zone)


def release(form: Form) -> UUID:
    """Which release; raises Invalid."""
    chosen = form.reference("publicacion")
    form.check()
    assert chosen is not None, "checked before"
    return chosen


def option(released: Released) -> tuple[str, str]:
    """A release as it is chosen from a list."""
    days = f"{_day(released.first)} – {_day(released.last)}"
    readers = _("público") if released.readers == "public" else _("donante")
    about = f"{released.title}: {released.project_name}" if released.project else released.title
    return str(released.id), f"{about} ({readers}) · {days}"


def buttons(kinds: Iterable[str]) -> list[Button]:
    """A button for each format, the first one being what most people want."""
    told = {
        "xlsx": (_("Excel"), _("Listo para calcular.")),
        "csv": (_("CSV"), _("Una sola tabla, para cualquier programa.")),
        "pdf": (_("PDF"), _("Informe para leer e imprimir, con gráficas.")),
        "dhis2": (_("DHIS2"), _("Valores de datos por código, en JSON.")),
        "iati": (_("IATI 2.03"), _("Resultados de la actividad, en XML.")),
    }
    return [Button(kind, *told[kind]) for kind in kinds]


def _day(day: date) -> str:
    return format_date(day, "d MMM y", locale=LOCALES[current_language()])
