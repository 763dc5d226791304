"""Saying that one came and went to help, and putting it right for the whole team."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain import agenda
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotAllowed, Refusal
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain import presence
from volunteers.assignments.web import presence_form, team_pages
from volunteers.assignments.web.presence_shown import own_presence


class OwnPresence(Controller):
    """Behind the poster's code, for those of the team, who are known by their account."""

    path = "/mis-turnos/aqui/{code:str}"
    include_in_schema = False
    guards = (may("serve"),)

    @get()
    async def here(self, request: Visit, code: FromPath[str]) -> Template:
        """What is known of one's own coming and going."""
        return await _here(request, code)

    @post("/llegada")
    async def arrive(self, request: Visit, code: FromPath[str]) -> Template | Redirect:
        """Say that one came."""
        by, at = signed_in(request), now()
        try:
            found = await presence.arrive(code, by=by, at=at)
        except (Conflict, NotAllowed) as refusal:
            return await _here(request, code, refusal=refusal)
        first = found.arrived_at == at
        said = _("Llegada registrada.") if first else _("La llegada ya estaba registrada.")
        return see(request, f"/mis-turnos/aqui/{code}", said, kind="success" if first else "info")

    @post("/salida")
    async def leave(self, request: Visit, code: FromPath[str]) -> Template | Redirect:
        """Say that one left; the last time counts."""
        try:
            await presence.leave(code, by=signed_in(request), at=now())
        except (Conflict, NotAllowed) as refusal:
            return await _here(request, code, refusal=refusal)
        return see(request, f"/mis-turnos/aqui/{code}", _("Salida registrada."))


class TeamPresence(Controller):
    """What a coordinator confirms or puts right; the page is that of the team."""

    path = "/eventos/{event_id:uuid}/equipo"
    include_in_schema = False
    guards = (may("staff"),)

    @post("/presencias")
    async def confirm(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """When somebody came and went."""
        about = form.reference("assignment")
        try:
            said = presence_form.times(form, await agenda.event(event_id))
            assert about is not None  # checked with the hours
            by = signed_in(request)
            await presence.confirm(about, said.arrived_at, said.left_at, by=by, at=now())
        except Invalid as refusal:
            return await team_pages.shown(request, event_id, times=form.refused(refusal))
        except Conflict as refusal:
            return await team_pages.shown(request, event_id, refusal=refusal)
        return see(request, f"/eventos/{event_id}/equipo", _("Horas guardadas."))

    @post("/llegadas")
    async def add(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Somebody came to help who was not asked."""
        by = signed_in(request)
        try:
            who = presence_form.stand_in(form, await agenda.event(event_id))
            await presence.add(
                event_id, who.volunteer, who.role, who.arrived_at, by=by, at=now()
            )  # fmt: skip
        except Invalid as refusal:
            return await team_pages.shown(request, event_id, stand_in=form.refused(refusal))
        except Conflict as refusal:
            return await team_pages.shown(request, event_id, stand_in=form, refusal=refusal)
        return see(request, f"/eventos/{event_id}/equipo", _("Ya está en el equipo."))

    @post("/ausencias")
    async def miss(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Somebody did not come."""
        about = form.reference("assignment")
        try:
            form.check()
            assert about is not None  # checked just now
            await presence.miss(about, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await team_pages.shown(request, event_id, refusal=refusal)
        return see(request, f"/eventos/{event_id}/equipo", _("Se anotó que no llegó."))


async def _here(request: Visit, code: str, *, refusal: Refusal | None = None) -> Template:
    """The page; who is not of the team is told so, and where everybody else is counted."""
    by, at = signed_in(request), now()
    try:
        found = await presence.at_door(code, by=by, at=at)
    except NotAllowed as stranger:
        return page(
            request, "assignments/here.html", status=403, refusal=stranger.sentence, own=None,
            code=code,
        )  # fmt: skip
    return page(
        request,
        "assignments/here.html",
        status=409 if refusal else 200,
        refusal=refusal.sentence if refusal else "",
        own=own_presence(found, at),
        code=code,
    )
