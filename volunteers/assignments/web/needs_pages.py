"""Where one says what events of a kind, of a programme or from a template usually need."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain import event_templates, kinds, programmes
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import NavigationItem, page, section_tabs, see
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain import usual_needs
from volunteers.assignments.domain.needed import Needed
from volunteers.assignments.web import needs_form
from volunteers.assignments.web.needs_shown import Owner, kind_line
from volunteers.people.domain import words

KINDS: Final = "/ajustes/necesidades"


class KindNeeds(Controller):
    """What events of each kind need; for administrators."""

    path = KINDS
    include_in_schema = False
    guards = (may("administer"),)

    @get()
    async def all(self, request: Visit) -> Template:
        """Every kind."""
        found = await usual_needs.of_kinds(by=signed_in(request))
        lines = [kind_line(kind) for kind in found]
        tabs = section_tabs(request, "settings")
        return page(request, "assignments/needs.html", kinds=lines, tabs=tabs)

    @get("/{slug:str}")
    async def one(self, request: Visit, slug: FromPath[str]) -> Template:
        """What one kind needs."""
        return await _shown(request, await _kind(request, slug))

    @post("/{slug:str}")
    async def state(
        self, request: Visit, slug: FromPath[str], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Say what one kind needs."""
        return await _stated(request, await _kind(request, slug), form, KINDS)

    @post("/{slug:str}/olvido")
    async def forget(self, request: Visit, slug: FromPath[str]) -> Redirect:
        """Say nothing of it any more."""
        return await _forgotten(request, await _kind(request, slug), KINDS)


class ProgrammeNeeds(Controller):
    """What the sessions of a programme need."""

    path = "/programas/{programme_id:uuid}/equipo"
    include_in_schema = False
    guards = (may("staff"),)

    @get()
    async def one(self, request: Visit, programme_id: FromPath[UUID]) -> Template:
        """What was said."""
        return await _shown(request, await _programme(programme_id))

    @post()
    async def state(
        self, request: Visit, programme_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Say it."""
        owner = await _programme(programme_id)
        return await _stated(request, owner, form, owner.address)

    @post("/olvido")
    async def forget(self, request: Visit, programme_id: FromPath[UUID]) -> Redirect:
        """Say nothing any more."""
        owner = await _programme(programme_id)
        return await _forgotten(request, owner, owner.address)


class TemplateNeeds(Controller):
    """What events planned from a template need."""

    path = "/plantillas/{template:uuid}/equipo"
    include_in_schema = False
    guards = (may("staff"),)

    @get()
    async def one(self, request: Visit, template: FromPath[UUID]) -> Template:
        """What was said."""
        return await _shown(request, await _template(template))

    @post()
    async def state(
        self, request: Visit, template: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Say it."""
        return await _stated(request, await _template(template), form, "/plantillas")

    @post("/olvido")
    async def forget(self, request: Visit, template: FromPath[UUID]) -> Redirect:
        """Say nothing any more."""
        return await _forgotten(request, await _template(template), "/plantillas")


async def _kind(request: Visit, slug: str) -> Owner:
    kind = await kinds.one(slug, by=signed_in(request))
    name = kind.name_en if current_language() == "en" else kind.name_es
    return Owner(
        level="kind", key=slug, name=name, address=f"{KINDS}/{slug}", back=KINDS,
        back_label=_("Equipos"),
    )  # fmt: skip


async def _programme(programme_id: UUID) -> Owner:
    programme = await programmes.programme(programme_id)
    address = f"/programas/{programme_id}"
    return Owner(
        level="programme", key=programme_id, name=programme.title, address=f"{address}/equipo",
        back="/programas", back_label=_("Programas"),
    )  # fmt: skip


async def _template(template: UUID) -> Owner:
    known = await event_templates.one(template)
    return Owner(
        level="template", key=template, name=known.name, address=f"/plantillas/{template}/equipo",
        back="/plantillas", back_label=_("Plantillas"),
    )  # fmt: skip


async def _shown(request: Visit, owner: Owner, form: Form | None = None) -> Template:
    need = await usual_needs.usual(owner.level, owner.key, by=signed_in(request))
    return page(
        request,
        "assignments/needs_of.html",
        owner=owner,
        said=need is not None,
        form=form or needs_form.filled(need or Needed()),
        roles=words.roles(),
        languages=needs_form.languages(),
        tabs=_tabs(request, owner),
    )


async def _stated(request: Visit, owner: Owner, form: Form, onward: str) -> Template | Redirect:
    try:
        need, by = needs_form.written(form), signed_in(request)
        await usual_needs.state(owner.level, owner.key, need, by=by, at=now())
    except Invalid as refusal:
        return await _shown(request, owner, form.refused(refusal))
    return see(request, onward, _("Se guardó cuántas personas hacen falta."))


async def _forgotten(request: Visit, owner: Owner, onward: str) -> Redirect:
    await usual_needs.forget(owner.level, owner.key, by=signed_in(request), at=now())
    return see(request, onward, _("Vuelve a valer lo usual."))


def _tabs(request: Visit, owner: Owner) -> list[NavigationItem]:
    """The other pages of a programme; kinds and templates have no page of their own."""
    if owner.level != "programme" or not isinstance(owner.key, UUID):
        return []
    return section_tabs(request, "programme", id=owner.key)
