"""Reading from an address which targets are to be shown: of which project, in which days."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from events.outreach.domain.indicators.days import Days
from events.outreach.web.dashboard_asked import OWN, STRETCHES, USUAL
from events.planning.domain.codelists import Funded
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.requests import Visit

LIFE: Final = "vida"


class Asked(Struct, frozen=True, kw_only=True):
    """A project and some days."""

    project: Funded
    days: Days


def stretch_names() -> list[tuple[str, str]]:
    """The days to choose from, and what they are called."""
    return [
        ("trimestre", _("Este trimestre")),
        ("anterior", _("El trimestre pasado")),
        ("semestre", _("Este semestre")),
        ("anio", _("Este año")),
        (LIFE, _("Todo el proyecto")),
        (OWN, _("Otras fechas")),
    ]


def filled(request: Visit, projects: Sequence[Funded], usual: str) -> Form:
    """The filters as they were chosen; days without a word about which stretch are the days."""
    sent = request.query_params
    dated = sent.get("desde") and sent.get("hasta")
    return Form(
        {
            "proyecto": [sent.get("proyecto") or usual or projects[0].slug],
            "plazo": [sent.get("plazo") or (OWN if dated else USUAL)],
            "desde": [sent.get("desde", "")],
            "hasta": [sent.get("hasta", "")],
        }
    )


def wanted(form: Form, projects: Sequence[Funded], *, today: date, zone: str) -> Asked:
    """What the form asks for; raises Invalid with a sentence for each part that makes no sense."""
    slug = form.choice("proyecto", [it.slug for it in projects])
    plazo = form.choice("plazo", [*STRETCHES, LIFE, OWN])
    days = _days(form, plazo, today, zone)
    form.check()
    return Asked(project=next(it for it in projects if it.slug == slug), days=days)


def _days(form: Form, plazo: str, today: date, zone: str) -> Days:
    if plazo in STRETCHES:
        span = STRETCHES[plazo](today)
        return Days(span.first, span.last, zone)
    if plazo != OWN:
        return Days(zone=zone)
    first, last = form.day("desde"), form.day("hasta")
    if last < first:
        form.wrong("hasta", _("El último día no puede ser anterior al primero."))
    return Days(first, last, zone)
