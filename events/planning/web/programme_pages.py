"""The pages on which programmes are written down and their sessions put in order."""

from typing import Any, Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain import codelists, programme_book, programme_order, programmes
from events.planning.domain.programmes import Programme
from events.planning.web import programme_form, programme_sheet, shown
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, signed_in

WAYS: Final = {"antes": -1, "despues": 1}


class ProgrammePages(Controller):
    """Programmes of the municipalities that somebody coordinates."""

    path = "/programas"
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def programmes(self, request: Visit) -> Template:
        """All programmes that this coordinator looks after."""
        places = {place.ine for place in await codelists.coordinated_by(signed_in(request))}
        found = await programmes.programmes(places)
        cards = [programme_sheet.card(it) for it in found]
        return page(request, "planning/programmes.html", programmes=cards)

    @get("/nuevo")
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        offered = await programme_form.options(signed_in(request))
        return await _form_page(request, programme_form.blank(offered))

    @post("/nuevo")
    async def add(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Write down the programme that the form describes."""
        actor = signed_in(request)
        offered = await programme_form.options(actor)
        try:
            draft = programme_form.draft(form, offered)
            programme = await programme_book.add(draft, by=actor, at=now())
        except (Invalid, Conflict) as refusal:
            return await _form_page(request, _refused(form, refusal))
        return see(request, f"/programas/{programme}", _("Programa guardado."))

    @get("/{programme_id:uuid}")
    async def show(self, request: Visit, programme_id: FromPath[UUID]) -> Template:
        """The programme and its sessions in their order."""
        programme = await _own(request, programme_id)
        events = await programmes.sessions(programme_id)
        sheet = programme_sheet.sheet(programme, programmes.steps(events))
        tabs = section_tabs(request, "programme", id=programme_id)
        return page(request, "planning/programme.html", programme=programme, sheet=sheet, tabs=tabs)

    @get("/{programme_id:uuid}/editar")
    async def edit(self, request: Visit, programme_id: FromPath[UUID]) -> Template:
        """The form of a programme that exists."""
        programme = await _own(request, programme_id)
        return await _form_page(request, programme_form.filled(programme), programme=programme)

    @post("/{programme_id:uuid}/editar")
    async def change(
        self, request: Visit, programme_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write the programme down anew."""
        programme = await _own(request, programme_id)
        actor, seen = signed_in(request), shown.seen(form.value("seen"))
        offered = await programme_form.options(actor, programme)
        try:
            draft = programme_form.draft(form, offered)
            await programme_book.change(programme_id, draft, by=actor, at=now(), seen=seen)
        except (Invalid, Conflict) as refusal:
            if isinstance(refusal, Conflict):  # who was told, and saves again, means it
                form.put("seen", programme.changed_at.isoformat())
            return await _form_page(request, _refused(form, refusal), programme=programme)
        return see(request, f"/programas/{programme_id}", _("Cambios guardados."))

    @post("/{programme_id:uuid}/sesiones/{event_id:uuid}/{way:str}")
    async def move(
        self,
        request: Visit,
        programme_id: FromPath[UUID],
        event_id: FromPath[UUID],
        way: FromPath[str],
    ) -> Redirect:
        """Put a session one position earlier (`antes`) or later (`despues`)."""
        if way not in WAYS:
            raise NotFound(_("Esta página no existe o ya no está."))
        steps = WAYS[way]
        await programme_order.move(programme_id, event_id, steps, by=signed_in(request), at=now())
        return see(request, f"/programas/{programme_id}#{event_id}", _("Orden cambiado."))


async def _own(request: Visit, programme_id: UUID) -> Programme:
    programme = await programmes.programme(programme_id)
    signed_in(request).need("plan", programme.municipality)
    return programme


async def _form_page(request: Visit, form: Form, **known: Any) -> Template:
    shown_there = {"programme": None, **known}
    offered = await programme_form.options(signed_in(request), shown_there["programme"])
    return page(request, "planning/programme_form.html", form=form, options=offered, **shown_there)


def _refused(form: Form, refusal: Invalid | Conflict) -> Form:
    if isinstance(refusal, Invalid):
        return form.refused(refusal)
    form.wrong("form", refusal.sentence)
    return form
