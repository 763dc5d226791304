"""Where administrators write indicators down."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from events.outreach.domain.indicators import book, reading
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.web import indicator_form
from events.planning.domain import projects
from events.planning.domain.projects import GENERAL
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, signed_in

HERE: Final = "/alcance/metas"


class IndicatorPages(Controller):
    """The form of an indicator, and what no longer reports on it."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"),)

    @get("/nuevo")
    async def blank(self, request: Visit, proyecto: FromQuery[str] = GENERAL) -> Template:
        """An empty form for an indicator of a project."""
        project = await projects.project(proyecto)
        return await _form_page(request, indicator_form.blank(), project.id)

    @post("/nuevo")
    async def add(
        self, request: Visit, form: NamedDependency[Form], proyecto: FromQuery[str] = GENERAL
    ) -> Template | Redirect:
        """Write an indicator down."""
        project = await projects.project(proyecto)
        try:
            draft = indicator_form.draft(form, await indicator_form.options(project.id))
            made = await book.add(project.id, draft, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await _form_page(request, _refused(form, refusal), project.id)
        return see(request, f"{HERE}/{made}", _("Indicador guardado."))

    @get("/{indicator_id:uuid}/editar")
    async def edit(self, request: Visit, indicator_id: FromPath[UUID]) -> Template:
        """The form of an indicator that exists."""
        known = await reading.indicator(indicator_id)
        return await _form_page(request, indicator_form.filled(known), known.project, known)

    @post("/{indicator_id:uuid}/editar")
    async def change(
        self, request: Visit, indicator_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write an indicator down anew."""
        known = await reading.indicator(indicator_id)
        try:
            draft = indicator_form.draft(form, await indicator_form.options(known.project))
            await book.change(indicator_id, draft, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await _form_page(request, _refused(form, refusal), known.project, known)
        return see(request, f"{HERE}/{indicator_id}", _("Indicador guardado."))

    @post("/{indicator_id:uuid}/retiro")
    async def retire(self, request: Visit, indicator_id: FromPath[UUID]) -> Redirect:
        """Report on it no longer."""
        await book.retire(indicator_id, by=signed_in(request), at=now())
        said = _("Ya no se informa. Lo que se informó sigue igual.")
        return see(request, f"{HERE}/{indicator_id}", said, kind="info")

    @post("/{indicator_id:uuid}/regreso")
    async def restore(self, request: Visit, indicator_id: FromPath[UUID]) -> Redirect:
        """Report on it again."""
        await book.restore(indicator_id, by=signed_in(request), at=now())
        return see(request, f"{HERE}/{indicator_id}", _("Se informa de nuevo."))


def _refused(form: Form, refusal: Invalid | Conflict) -> Form:
    if isinstance(refusal, Invalid):
        return form.refused(refusal)
    form.wrong("code", refusal.sentence)
    return form


async def _form_page(
    request: Visit, form: Form, project: UUID, known: Indicator | None = None
) -> Template:
    funded = await projects.by_id(project)
    return page(
        request,
        "outreach/indicator_form.html",
        form=form,
        indicator=known,
        project=funded,
        labels=indicator_form.labels(),
        options=await indicator_form.options(project),
        back=f"{HERE}/{known.id}" if known else f"{HERE}?proyecto={funded.slug}",
    )
