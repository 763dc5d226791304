"""The pages on which a project's donor list is kept, and its releases are planned."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.outreach.domain.releases import plans, readers
from events.outreach.web import reader_form, reader_shown
from events.planning.domain import codelists, when
from events.planning.domain.codelists import Funded
from server.foundation.clock import now
from server.foundation.errors import Invalid, NotFound
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import lately, may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in

PAGE = "/alcance/publicaciones/lectores"


class ReaderPages(Controller):
    """Who is told of releases: those who administer alone see addresses of donors."""

    include_in_schema = False
    guards = (may("administer"),)

    @get(PAGE)
    async def choose(self, request: Visit) -> Template:
        """Of which project."""
        projects = await codelists.projects()
        return page(request, "outreach/reader_projects.html", projects=projects, page_of=PAGE)

    @get(f"{PAGE}/{{project_id:uuid}}", guards=[lately])
    async def listed(self, request: Visit, project_id: FromPath[UUID]) -> Template:
        """The list of a project, and its plan."""
        project = await _project(project_id)
        return await _page(request, project, reader_form.blank())

    @post(f"{PAGE}/{{project_id:uuid}}", guards=[lately])
    async def add(
        self, request: Visit, project_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Put somebody on the list."""
        project, actor = await _project(project_id), signed_in(request)
        try:
            await readers.add(project.id, reader_form.draft(form), by=actor, at=now())
        except Invalid as refusal:
            return await _page(request, project, reader_form.refused(form, refusal))
        return see(request, f"{PAGE}/{project.id}", _("Está en la lista."))

    @post(f"{PAGE}/{{project_id:uuid}}/{{reader_id:uuid}}/retiro", guards=[lately])
    async def take_away(
        self, request: Visit, project_id: FromPath[UUID], reader_id: FromPath[UUID]
    ) -> Redirect:
        """Tell somebody nothing any more."""
        await readers.take_away(reader_id, by=signed_in(request), at=now())
        return see(request, f"{PAGE}/{project_id}", _("Ya no está en la lista."))

    @post(f"{PAGE}/{{project_id:uuid}}/plan", guards=[lately])
    async def plan(
        self, request: Visit, project_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Release the project every so often."""
        project, actor = await _project(project_id), signed_in(request)
        today = when.local_day(now(), settings_of(request).timezone)
        try:
            draft = reader_form.plan(form)
            await plans.write(project.id, draft, by=actor, at=now(), today=today)
        except Invalid as refusal:
            return await _page(request, project, reader_form.refused(form, refusal))
        return see(request, f"{PAGE}/{project.id}", _("Plan guardado."))

    @post(f"{PAGE}/{{project_id:uuid}}/pausa", guards=[lately])
    async def pause(self, request: Visit, project_id: FromPath[UUID]) -> Redirect:
        """Release nothing by itself for now."""
        await plans.pause(project_id, by=signed_in(request), at=now())
        return see(
            request, f"{PAGE}/{project_id}", _("Nada se publica por sí solo hasta reanudar.")
        )

    @post(f"{PAGE}/{{project_id:uuid}}/reanudacion", guards=[lately])
    async def resume(self, request: Visit, project_id: FromPath[UUID]) -> Redirect:
        """Go on with the next stretch."""
        today = when.local_day(now(), settings_of(request).timezone)
        await plans.resume(project_id, by=signed_in(request), at=now(), today=today)
        return see(request, f"{PAGE}/{project_id}", _("El plan sigue."))


async def _page(request: Visit, project: Funded, form: Form) -> Template:
    actor, zone = signed_in(request), settings_of(request).timezone
    there = await readers.readers(project.id, actor)
    plan = await plans.plan(project.id)
    return page(
        request,
        "outreach/readers.html",
        project=project,
        address=f"{PAGE}/{project.id}",
        readers=[reader_shown.line(it, zone=zone) for it in there if it.left_at is None],
        gone=[reader_shown.line(it, zone=zone) for it in there if it.left_at is not None],
        plan=reader_shown.plan(plan, zone=zone) if plan else None,
        form=reader_form.with_plan(form, plan),
        options=reader_form.options(),
    )


async def _project(project_id: UUID) -> Funded:
    for project in await codelists.projects():
        if project.id == project_id:
            return project
    raise NotFound(_("Este proyecto no existe."))
