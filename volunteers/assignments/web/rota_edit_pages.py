"""Changing a draft rota by hand, one place at a time."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain.rota import editing
from volunteers.assignments.domain.rota.choosing import choosing
from volunteers.assignments.domain.rota.editing import OTHER, Wish
from volunteers.assignments.domain.solver.instance import ROLES, Role
from volunteers.assignments.web import rota_pages
from volunteers.assignments.web.rota_shown import ADDRESS
from volunteers.assignments.web.shown import face
from volunteers.people.domain import words

BEST = 12


class RotaEditPages(Controller):
    """A place of a draft: who has it, and who could."""

    path = f"{ADDRESS}/{{rota_id:uuid}}"
    include_in_schema = False
    guards = (may("staff"),)

    @get("/lugares/{event_id:uuid}/{role:str}")
    async def place(
        self,
        request: Visit,
        rota_id: FromPath[UUID],
        event_id: FromPath[UUID],
        role: FromPath[str],
        persona: FromQuery[UUID | None] = None,
    ) -> Template:
        """Who could have it, in place of somebody or where nobody is."""
        return await _place_page(request, rota_id, event_id, role, persona)

    @post("/lugares")
    async def put_in(
        self, request: Visit, rota_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Give somebody a place."""
        event, volunteer = form.reference("event"), form.reference("volunteer")
        role, instead = form.choice("role", ROLES), form.reference("instead_of", required=False)
        try:
            form.check()
            assert event is not None  # checked just now
            assert volunteer is not None
            wish = Wish(event=event, volunteer=volunteer, role=_role(role), instead_of=instead)
            await editing.put_in(rota_id, wish, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            if event is None or role not in ROLES:
                return await rota_pages.shown(request, rota_id, refusal=refusal)
            return await _place_page(request, rota_id, event, role, instead, refusal)
        return see(request, f"{ADDRESS}/{rota_id}#a-{event}", _("Quedó en el plan."))

    @post("/lugares/quitar")
    async def take_out(
        self, request: Visit, rota_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Leave a place empty."""
        event, volunteer = form.reference("event"), form.reference("volunteer")
        try:
            form.check()
            assert event is not None  # checked just now
            assert volunteer is not None
            await editing.take_out(rota_id, event, volunteer, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await rota_pages.shown(request, rota_id, refusal=refusal)
        return see(request, f"{ADDRESS}/{rota_id}#a-{event}", _("Salió del plan."))

    @post("/papeles")
    async def change_role(
        self, request: Visit, rota_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Give somebody the other role, perhaps in exchange."""
        event, volunteer = form.reference("event"), form.reference("volunteer")
        with_ = form.reference("with", required=False)
        by = signed_in(request)
        try:
            form.check()
            assert event is not None  # checked just now
            assert volunteer is not None
            await editing.change_role(rota_id, event, volunteer, with_=with_, by=by, at=now())
        except (Invalid, Conflict) as refusal:
            return await rota_pages.shown(request, rota_id, refusal=refusal)
        return see(request, f"{ADDRESS}/{rota_id}#a-{event}", _("Los papeles se cambiaron."))


async def _place_page(
    request: Visit,
    rota_id: UUID,
    event_id: UUID,
    role: str,
    person: UUID | None,
    refusal: Invalid | Conflict | None = None,
) -> Template:
    wanted = _role(role)
    found = await choosing(
        rota_id, event_id, wanted, person=person, by=signed_in(request), at=now()
    )
    possible = [one for one in found.choices if one.possible]
    return page(
        request,
        "assignments/rota_place.html",
        status=409 if refusal else 200,
        refusal=refusal.sentence if refusal else "",
        rota=found.rota,
        event=face(found.event),
        role=wanted,
        role_name=words.roles()[wanted],
        other_name=words.roles()[OTHER[wanted]],
        person=found.person,
        partners=found.partners,
        other_free=found.other_free,
        best=possible[:BEST] if found.free else [],
        others=possible[BEST:] if found.free else [],
        impossible=[one for one in found.choices if not one.possible],
        full=not found.free,
    )


def _role(text: str) -> Role:
    if text == "lead":
        return "lead"
    if text == "assistant":
        return "assistant"
    raise NotFound(_("Ese papel no existe."))
