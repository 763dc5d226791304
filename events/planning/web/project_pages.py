"""Where administrators keep the projects."""

from typing import Final

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain import project_book, project_periods, projects
from events.planning.domain.project_stretches import EVERY
from events.planning.domain.projects import GENERAL, Project
from events.planning.web import project_form, project_sheet
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, signed_in

HERE: Final = "/ajustes/proyectos"


class ProjectPages(Controller):
    """The projects, those that are offered first."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"),)

    @get()
    async def all(self, request: Visit) -> Template:
        """Every project, and how many events are of it."""
        known = await projects.projects(retired=True)
        return page(
            request,
            "planning/projects.html",
            projects=[project_sheet.line(project) for project in known],
            tabs=section_tabs(request, "settings"),
        )

    @get("/nuevo")
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        return await _form_page(request, project_form.blank())

    @post("/nuevo")
    async def add(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Write a project down."""
        try:
            draft = project_form.draft(form, await project_form.options())
            made = await project_book.add(draft, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await _form_page(request, _refused(form, refusal))
        project = await projects.by_id(made)
        return see(request, f"{HERE}/{project.slug}", _("Proyecto guardado."))

    @get("/{slug:str}")
    async def edit(self, request: Visit, slug: FromPath[str]) -> Template:
        """The form of a project that exists, and its periods."""
        project = await projects.project(slug)
        return await _form_page(request, project_form.filled(project), project)

    @post("/{slug:str}")
    async def change(
        self, request: Visit, slug: FromPath[str], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write a project down anew."""
        project = await projects.project(slug)
        try:
            draft = project_form.draft(form, await project_form.options(project))
            await project_book.change(slug, draft, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await _form_page(request, _refused(form, refusal), project)
        return see(request, f"{HERE}/{slug}", _("Proyecto guardado."))

    @post("/{slug:str}/periodos")
    async def lay_out(
        self, request: Visit, slug: FromPath[str], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Lay out in which stretches a person is counted once."""
        project = await projects.project(slug)
        try:
            form.choice("every", EVERY)
            form.check()
            every = next(it for it in EVERY if it == form.value("every"))
            await project_periods.lay_out(slug, every, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            whole = project_form.filled(project)
            whole.put("every", form.value("every"))
            whole.wrong("every", refusal.sentence)
            return await _form_page(request, whole, project)
        return see(request, f"{HERE}/{slug}", _("Periodos guardados."))

    @post("/{slug:str}/retiro")
    async def retire(self, request: Visit, slug: FromPath[str]) -> Redirect:
        """Offer a project no longer."""
        await project_book.retire(slug, by=signed_in(request), at=now())
        return see(request, HERE, _("Ya no se ofrece. Lo planificado sigue igual."), kind="info")

    @post("/{slug:str}/regreso")
    async def restore(self, request: Visit, slug: FromPath[str]) -> Redirect:
        """Offer a project again."""
        await project_book.restore(slug, by=signed_in(request), at=now())
        return see(request, HERE, _("Se ofrece de nuevo."))


def _refused(form: Form, refusal: Invalid | Conflict) -> Form:
    if isinstance(refusal, Invalid):
        return form.refused(refusal)
    form.wrong("name", refusal.sentence)
    return form


async def _form_page(request: Visit, form: Form, project: Project | None = None) -> Template:
    laid = await project_periods.periods(project.id, at=now()) if project else []
    return page(
        request,
        "planning/project_form.html",
        form=form,
        project=project,
        general=project is not None and project.slug == GENERAL,
        options=await project_form.options(project),
        every=project_form.stretch_names(),
        periods=[project_sheet.period(period) for period in laid],
    )
