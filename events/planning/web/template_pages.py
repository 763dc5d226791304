"""The pages of templates: events to plan others from."""

from typing import Any, Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain import agenda, event_templates
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, signed_in

ADDRESS: Final = "/plantillas"


class TemplatePages(Controller):
    """Keeping, naming, using and throwing away templates."""

    path = ADDRESS
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def show(self, request: Visit) -> Template:
        """All templates."""
        return await _page(request, Form())

    @post()
    async def save(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Keep an event as a template."""
        event_id = form.reference("event")
        if event_id is None:
            raise Invalid(form.errors)
        try:
            await event_templates.save(
                event_id, form.value("name"), by=signed_in(request), at=now()
            )
        except (Invalid, Conflict) as refusal:
            event = await agenda.event(event_id)
            return await _page(request, _refused(form, refusal), saving=event)
        return see(request, ADDRESS, _("Plantilla guardada."))

    @post("/{template:uuid}/nombre")
    async def rename(
        self, request: Visit, template: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Call one otherwise."""
        try:
            await event_templates.rename(
                template, form.value("name"), by=signed_in(request), at=now()
            )
        except (Invalid, Conflict) as refusal:
            return await _page(request, _refused(form, refusal), renaming=template)
        return see(request, ADDRESS, _("Nombre cambiado."))

    @post("/{template:uuid}/borrado")
    async def delete(self, request: Visit, template: FromPath[UUID]) -> Redirect:
        """Throw one away."""
        await event_templates.delete(template, by=signed_in(request), at=now())
        return see(request, ADDRESS, _("Plantilla borrada."))


def _refused(form: Form, refusal: Invalid | Conflict) -> Form:
    form.wrong("name", refusal.sentence)
    return form


async def _page(request: Visit, form: Form, **more: Any) -> Template:
    actor = signed_in(request)
    known = await event_templates.templates()
    mine = {one.id for one in known if actor.reaches(one.municipality)}
    return page(
        request, "planning/event_templates.html", templates=known, mine=mine, form=form, **more
    )
