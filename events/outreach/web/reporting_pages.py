"""Where administrators say how a project is reported."""

from typing import Final

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.outreach.domain.indicators import reporting
from events.outreach.domain.indicators.reporting import LEAST, LENGTHS, MOST, Rule
from events.planning.domain import projects
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, signed_in

HERE: Final = "/alcance/metas"


class ReportingPages(Controller):
    """The rule of a project: which cells are too small, and what others call it."""

    path = f"{HERE}/reglas"
    include_in_schema = False
    guards = (may("administer"),)

    @get("/{slug:str}")
    async def edit(self, request: Visit, slug: FromPath[str]) -> Template:
        """The form as the rule stands."""
        project = await projects.project(slug)
        return await _form_page(request, _filled(await reporting.rule(project.id)), slug)

    @post("/{slug:str}")
    async def change(
        self, request: Visit, slug: FromPath[str], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write the rule down."""
        project = await projects.project(slug)
        try:
            rule = _written(form)
            await reporting.set_rule(project.id, rule, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _form_page(request, form.refused(refusal), slug)
        return see(request, f"{HERE}?proyecto={slug}", _("Regla guardada."))


def _filled(rule: Rule) -> Form:
    names = rule.__struct_fields__
    return Form({name: [str(getattr(rule, name))] for name in names})


def _written(form: Form) -> Rule:
    numbers = {
        name: form.whole(name, least=LEAST, most=MOST) for name in ("small", "small_sensitive")
    }
    for name, number in numbers.items():
        if number is None:
            form.wrong(name, _("Falta este dato."))
    texts = {name: form.text(name, most=most, required=False) for name, most in LENGTHS.items()}
    form.check()
    return Rule(
        small=numbers["small"] or LEAST,
        small_sensitive=numbers["small_sensitive"] or LEAST,
        **texts,
    )


async def _form_page(request: Visit, form: Form, slug: str) -> Template:
    project = await projects.project(slug)
    return page(
        request,
        "outreach/reporting_rule.html",
        form=form,
        project=project,
        least=LEAST,
        most=MOST,
        back=f"{HERE}?proyecto={slug}",
    )
