"""The form in which a project is written down."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from events.planning.domain import codelists, money, quetzales
from events.planning.domain.project_writing import ProjectDraft, tidy
from events.planning.domain.projects import Project
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form


class Options(Struct, frozen=True):
    """What may be chosen in the form, as (value, label)."""

    places: list[tuple[str, str]]
    currencies: list[tuple[str, str]]


async def options(project: Project | None = None) -> Options:
    """The choices; the currency that a project has already is among them."""
    own = () if project is None or project.currency in money.USUAL else (project.currency,)
    return Options(
        places=[(place.ine, place.name) for place in await codelists.municipalities()],
        currencies=[(code, code) for code in (*money.USUAL, *own)],
    )


def blank() -> Form:
    """The form of a project that is not yet."""
    return Form({"currency": [money.QUETZALES]})


def filled(project: Project) -> Form:
    """The form as it stands for a project that exists."""
    amount = "" if project.budget is None else f"{project.budget:,.2f}"
    return Form(
        {
            "name": [project.name],
            "donor": [project.donor],
            "implementer": [project.implementer],
            "partners": [project.partners],
            "starts_on": [_iso(project.starts_on)],
            "ends_on": [_iso(project.ends_on)],
            "budget": [amount],
            "currency": [project.currency],
            "goal": [project.goal],
            "places": list(project.places),
        }
    )


def draft(form: Form, offered: Options) -> ProjectDraft:
    """What the form says; raises Invalid with a sentence for every field that cannot be read."""
    written = ProjectDraft(
        name=form.text("name", most=120),
        donor=form.text("donor", most=120, required=False),
        implementer=form.text("implementer", most=120, required=False),
        partners=form.text("partners", most=500, required=False),
        starts_on=_day(form, "starts_on"),
        ends_on=_day(form, "ends_on"),
        budget=_budget(form),
        currency=form.choice("currency", [code for code, _name in offered.currencies]),
        goal=form.paragraphs("goal", required=False),
        places=form.choices("places", [ine for ine, _name in offered.places], required=False),
    )
    _complain(form, written)
    form.check()
    return written


def stretch_names() -> list[tuple[str, str]]:
    """How often people are counted anew, as (value, label)."""
    return [
        ("year", _("Cada año")),
        ("half", _("Cada semestre")),
        ("quarter", _("Cada trimestre")),
        ("whole", _("Una sola vez en todo el proyecto")),
    ]


def _complain(form: Form, written: ProjectDraft) -> None:
    """Whoever mistyped a number should not learn only afterwards that the days are reversed."""
    try:
        tidy(written)
    except Invalid as refusal:
        form.refused(refusal)


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _day(form: Form, name: str) -> date | None:
    return form.day(name) if form.value(name) else None


def _budget(form: Form) -> Decimal | None:
    text = form.value("budget").strip()
    if not text:
        return None
    try:
        return quetzales.read(text)
    except ValueError:
        form.wrong("budget", _("Escribir el monto como 1,250.50."))
        return None
