"""A coordinator has Convoca look for somebody, or stops that."""

from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from events.planning.domain import agenda
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import see
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain import covering
from volunteers.assignments.domain.invitations import ROLES


class CoverPages(Controller):
    """«Buscar a alguien», on the page of the team."""

    include_in_schema = False
    path = "/eventos/{event_id:uuid}/equipo/busquedas"
    guards = (may("staff"),)

    @post()
    async def search(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Redirect:
        """Begin to look for somebody."""
        signed_in(request).need("staff", (await agenda.event(event_id)).municipality)
        role, team = form.choice("role", ROLES), f"/eventos/{event_id}/equipo"
        try:
            form.check()
            await covering.search(event_id, role, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return see(request, team, refusal.sentence, kind="error")
        return see(request, f"{team}?role={role}#busquedas", _("Ya se busca a alguien."))

    @post("/{search:uuid}/final")
    async def call_off(
        self, request: Visit, event_id: FromPath[UUID], search: FromPath[UUID]
    ) -> Redirect:
        """Stop looking."""
        await covering.call_off(search, by=signed_in(request), at=now())
        return see(request, f"/eventos/{event_id}/equipo#busquedas", _("Ya no se busca a nadie."))
