"""The team of an event: asking people, taking places back, and saying what is needed."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import see
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain import invitations, needs
from volunteers.assignments.domain.invitations import ROLES
from volunteers.assignments.web import needs_form
from volunteers.assignments.web.team_shown import shown

__all__ = ["TeamPages", "shown"]


class TeamPages(Controller):
    """«Equipo»."""

    include_in_schema = False
    path = "/eventos/{event_id:uuid}/equipo"
    guards = (may("staff"),)

    @get()
    async def team(
        self, request: Visit, event_id: FromPath[UUID], role: FromQuery[str] = ""
    ) -> Template:
        """Who was asked and what they said; who could be asked for the role looked at."""
        return await shown(request, event_id, role=role)

    @post("/invitaciones")
    async def invite(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Ask somebody."""
        said = _("Invitación anotada.")
        return await _asked(request, event_id, form, invitations.invite, said)

    @post("/propuestas")
    async def propose(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Pencil somebody in, who is told nothing yet."""
        said = _("Queda propuesta: todavía nadie le avisó.")
        return await _asked(request, event_id, form, invitations.propose, said)

    @post("/retiros")
    async def withdraw(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Take somebody's place back, and have another looked for if that was wished."""
        assignment = form.reference("assignment")
        try:
            form.check()
            assert assignment is not None  # checked just now
            cover = form.ticked("cover")
            await invitations.withdraw(assignment, by=signed_in(request), at=now(), cover=cover)
        except (Invalid, Conflict) as refusal:
            return await shown(request, event_id, refusal=refusal)
        return see(request, f"/eventos/{event_id}/equipo", _("La invitación se retiró."))

    @post("/necesidades")
    async def need(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Say how many people are needed, and which languages."""
        try:
            wanted = needs_form.written(form)
            await needs.state(event_id, wanted, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await shown(request, event_id, form=form.refused(refusal))
        return see(
            request, f"/eventos/{event_id}/equipo", _("Se guardó cuántas personas hacen falta.")
        )

    @post("/necesidades/olvido")
    async def usual(self, request: Visit, event_id: FromPath[UUID]) -> Redirect:
        """Let the event need again what is usual for it."""
        await needs.forget(event_id, by=signed_in(request), at=now())
        return see(request, f"/eventos/{event_id}/equipo", _("Vuelve a valer lo usual."))


async def _asked(
    request: Visit,
    event_id: UUID,
    form: Form,
    ask: Callable[..., Awaitable[UUID]],
    said: str,
) -> Template | Redirect:
    role, person, why = form.choice("role", ROLES), form.reference("volunteer"), form.value("why")
    try:
        form.check()
        await ask(event_id, person, role, by=signed_in(request), at=now(), why=why)
    except Invalid as refusal:
        return await shown(request, event_id, role=role, asking=form.refused(refusal))
    except Conflict as refusal:
        return await shown(request, event_id, role=role, refusal=refusal)
    return see(request, f"/eventos/{event_id}/equipo?role={role}", said)
