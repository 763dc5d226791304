"""The team of an event: who is there, who could be, and asking them."""

from datetime import datetime
from typing import Final
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
from server.web.pages import event_tabs, page, see
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain import invitations, needs
from volunteers.assignments.domain.candidates import candidates
from volunteers.assignments.domain.invitations import ROLES
from volunteers.assignments.domain.needs import Needed
from volunteers.assignments.domain.staffing import Staffing
from volunteers.assignments.domain.team import Team, team
from volunteers.assignments.web.shown import face, member_line, role_line
from volunteers.people.domain import words

BEST: Final = 12


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
        role, person = form.choice("role", ROLES), form.reference("volunteer")
        try:
            form.check()
            assert person is not None  # checked just now
            await invitations.invite(event_id, person, role, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await shown(request, event_id, role=role, refusal=refusal)
        return see(request, f"/eventos/{event_id}/equipo?role={role}", _("Invitación anotada."))

    @post("/retiros")
    async def withdraw(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Take somebody's place back."""
        assignment = form.reference("assignment")
        try:
            form.check()
            assert assignment is not None  # checked just now
            await invitations.withdraw(assignment, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await shown(request, event_id, refusal=refusal)
        return see(request, f"/eventos/{event_id}/equipo", _("La invitación se retiró."))

    @post("/necesidades")
    async def need(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Say how many people are needed."""
        lead, assistant = (form.whole(name, most=needs.MOST) or 0 for name in ROLES)
        try:
            form.check()
            wanted = Needed(lead=lead, assistant=assistant)
            await needs.state(event_id, wanted, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await shown(request, event_id, form=form.refused(refusal))
        return see(
            request, f"/eventos/{event_id}/equipo", _("Se guardó cuántas personas hacen falta.")
        )


async def shown(
    request: Visit,
    event_id: UUID,
    *,
    role: str = "",
    form: Form | None = None,
    refusal: Invalid | Conflict | None = None,
) -> Template:
    """The page; a refusal stands above everything."""
    whole = await team(event_id, by=signed_in(request))
    role = role if role in ROLES else _wanted(whole)
    ranked = await candidates(event_id, role, by=signed_in(request))
    free = [one for one in ranked if one.possible]
    staffing = whole.staffing
    return page(
        request,
        "assignments/team.html",
        status=_status(refusal),
        refusal=refusal.sentence if refusal else "",
        form=form or _needs(staffing),
        tabs=event_tabs(request, event_id),
        event=face(whole.event),
        open=_is_open(whole, now()),
        warning=staffing.warning,
        filled=[role_line(filled) for filled in staffing.roles],
        members=[member_line(member, whole.event.zone) for member in whole.members],
        role=role,
        roles=words.roles(),
        best=free[:BEST],
        others=free[BEST:],
        impossible=[one for one in ranked if not one.possible],
    )


def _needs(staffing: Staffing) -> Form:
    roles = (staffing.lead, staffing.assistant)
    return Form({filled.role: [str(filled.needed)] for filled in roles})


def _wanted(whole: Team) -> str:
    """The role to look for people in: the first one that nobody was asked for."""
    lead = whole.staffing.lead
    return "lead" if lead.missing > lead.invited else "assistant"


def _is_open(whole: Team, at: datetime) -> bool:
    return whole.event.status in {"draft", "published"} and at < whole.event.starts_at


def _status(refusal: Invalid | Conflict | None) -> int:
    if refusal is None:
        return 200
    return 422 if isinstance(refusal, Invalid) else 409
