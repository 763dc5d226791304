"""Asking for a substitute, and being one."""

from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import see
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain import own_places, substitutes
from volunteers.assignments.web.answer_form import wish
from volunteers.assignments.web.own_pages import shown


class SubstitutePages(Controller):
    """What «Mis turnos» does with places that somebody hands over."""

    include_in_schema = False
    path = "/mis-turnos"
    guards = (may("serve"),)

    @post("/{assignment:uuid}/sustitucion")
    async def ask(
        self, request: Visit, assignment: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Look for somebody to take a place of one's own."""
        await own_places.need_own(assignment, by=signed_in(request))
        try:
            await substitutes.ask(assignment, wish(form), by=signed_in(request), at=now())
        except Invalid as refusal:
            return await shown(request, form=form.refused(refusal), about=assignment)
        except Conflict as refusal:
            return await shown(request, status=409, refusal=refusal.sentence)
        return see(request, "/mis-turnos", _("Ya se busca a alguien."))

    @post("/{assignment:uuid}/sustitucion/final")
    async def keep(self, request: Visit, assignment: FromPath[UUID]) -> Template | Redirect:
        """Keep one's place after all."""
        await own_places.need_own(assignment, by=signed_in(request))
        try:
            await substitutes.take_back(assignment, by=signed_in(request), at=now())
        except Conflict as refusal:
            return await shown(request, status=409, refusal=refusal.sentence)
        return see(request, "/mis-turnos", _("Gracias: ya no se busca a nadie más."))

    @post("/sustituciones/{search:uuid}")
    async def take(self, request: Visit, search: FromPath[UUID]) -> Redirect:
        """Take over somebody's place; who comes second is thanked too."""
        try:
            await substitutes.take(search, by=signed_in(request), at=now())
        except Conflict as refusal:
            return see(request, "/mis-turnos", refusal.sentence, kind="info")
        return see(request, "/mis-turnos", _("Gracias. El lugar es suyo."))
