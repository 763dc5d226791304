"""The forms of a donor list: somebody to add to it, and how often to release."""

from typing import Final

from msgspec import Struct

from events.outreach.domain.releases.plans import LONGEST_WAIT, Plan, PlanDraft
from events.outreach.domain.releases.readers import ReaderDraft
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form

FIELDS: Final = {
    "name": "nombre", "email": "correo", "language": "idioma",
    "every": "cada", "days_after": "dias", "readers": "para",
}  # fmt: skip
USUAL: Final = {"idioma": "es", "cada": "quarter", "dias": "15", "para": "donor"}


class Options(Struct, frozen=True, kw_only=True):
    """What the selects offer."""

    languages: list[tuple[str, str]]
    every: list[tuple[str, str]]
    readers: list[tuple[str, str]]


def options() -> Options:
    """In the reader's language."""
    return Options(
        languages=[("es", _("Español")), ("en", _("Inglés"))],
        every=[
            ("month", _("Cada mes")),
            ("quarter", _("Cada trimestre")),
            ("half", _("Cada semestre")),
            ("year", _("Cada año")),
        ],
        readers=[("donor", _("Solo la lista")), ("public", _("Cualquiera"))],
    )


def blank() -> Form:
    """An empty form."""
    return Form({})


def with_plan(form: Form, plan: Plan | None) -> Form:
    """The form with what is planned in the fields that nobody filled in."""
    planned = dict(USUAL)
    if plan is not None:
        planned |= {"cada": plan.every, "dias": str(plan.days_after), "para": plan.readers}
    for name, value in planned.items():
        if not form.value(name):
            form.put(name, value)
    return form


def draft(form: Form) -> ReaderDraft:
    """Whom the form names; raises Invalid."""
    read = ReaderDraft(
        name=form.text("nombre", most=120),
        email=form.text("correo", most=254),
        language=form.choice("idioma", ("es", "en")),
    )
    form.check()
    return read


def plan(form: Form) -> PlanDraft:
    """How often the form wants a release; raises Invalid."""
    days = form.whole("dias", least=1, most=LONGEST_WAIT)
    if days is None:
        form.wrong("dias", _("Falta este dato."))
    form.check()
    return PlanDraft(
        every=form.value("cada"), days_after=days or 0, readers=form.value("para")
    )  # fmt: skip


def refused(form: Form, refusal: Invalid) -> Form:
    """The form with the sentences beside the fields as they are called on the page."""
    named = {FIELDS.get(name, name): sentence for name, sentence in refusal.fields.items()}
    return form.refused(Invalid(named))
