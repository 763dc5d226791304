"""Where administrators keep the services that people can turn to."""

from itertools import groupby
from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.attendance.domain.directory import support_book
from events.attendance.domain.directory.support_book import Kept
from events.attendance.web.directory import support_form
from events.planning.domain import codelists, tongues
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, signed_in

HERE: Final = "/ajustes/apoyo"


class SupportPages(Controller):
    """The services, in the order in which everybody reads them."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"),)

    @get()
    async def all(self, request: Visit) -> Template:
        """Every service, by where it is named."""
        kept = await support_book.kept(by=signed_in(request))
        return page(
            request,
            "attendance/support.html",
            groups=_groups([service for service in kept if not service.retired]),
            retired=[service for service in kept if service.retired],
            kinds=support_form.kind_names(),
            tongues=tongues.names(),
            tabs=section_tabs(request, "settings"),
        )

    @get("/nuevo")
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        return await _form_page(request, support_form.blank())

    @post("/nuevo")
    async def add(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Name one more service."""
        given = support_form.offered(await codelists.municipalities())
        try:
            service = support_form.written(form, given)
            await support_book.add(service, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _form_page(request, form.refused(refusal))
        return see(request, HERE, _("Servicio guardado."))

    @get("/{service_id:uuid}")
    async def edit(self, request: Visit, service_id: FromPath[UUID]) -> Template:
        """The form of a service that is named."""
        service = await support_book.one(service_id, by=signed_in(request))
        return await _form_page(request, support_form.filled(service), service)

    @post("/{service_id:uuid}")
    async def change(
        self, request: Visit, service_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Describe a service anew."""
        by = signed_in(request)
        before = await support_book.one(service_id, by=by)
        given = support_form.offered(await codelists.municipalities())
        try:
            service = support_form.written(form, given)
            await support_book.change(service_id, service, by=by, at=now())
        except Invalid as refusal:
            return await _form_page(request, form.refused(refusal), before)
        return see(request, HERE, _("Servicio guardado."))

    @post("/{service_id:uuid}/retiro")
    async def retire(self, request: Visit, service_id: FromPath[UUID]) -> Redirect:
        """Name a service no longer."""
        await support_book.retire(service_id, by=signed_in(request), at=now())
        return see(request, HERE, _("El servicio ya no se muestra."), kind="info")

    @post("/{service_id:uuid}/regreso")
    async def restore(self, request: Visit, service_id: FromPath[UUID]) -> Redirect:
        """Name a service again."""
        await support_book.restore(service_id, by=signed_in(request), at=now())
        return see(request, HERE, _("El servicio se muestra de nuevo."))

    @post("/{service_id:uuid}/orden")
    async def move(
        self, request: Visit, service_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Redirect:
        """Name a service one place earlier or later."""
        down = form.value("hacia") == "abajo"
        await support_book.move(service_id, down=down, by=signed_in(request), at=now())
        return see(request, f"{HERE}#{service_id}")


def _groups(services: list[Kept]) -> list[tuple[str | None, list[Kept]]]:
    """The services by place, as (municipality or None, services)."""
    by_place = groupby(services, key=lambda service: service.municipality_name)
    return [(name, list(named)) for name, named in by_place]


async def _form_page(request: Visit, form: Form, service: Kept | None = None) -> Template:
    given = support_form.offered(await codelists.municipalities())
    return page(request, "attendance/support_form.html", form=form, service=service, offered=given)
