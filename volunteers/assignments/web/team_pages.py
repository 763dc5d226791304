"""The team of an event: who is there, who could be, and asking them."""

from datetime import datetime
from typing import Any, Final
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
from volunteers.assignments.domain.candidates import Candidate, candidates
from volunteers.assignments.domain.invitations import ROLES
from volunteers.assignments.domain.needs import Needed
from volunteers.assignments.domain.presence import COMING
from volunteers.assignments.domain.presence_hours import Window
from volunteers.assignments.domain.staffing import Staffing
from volunteers.assignments.domain.team import Team, team
from volunteers.assignments.web import presence_form
from volunteers.assignments.web.shown import MemberLine, face, member_line, role_line
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
    refusal: Invalid | Conflict | None = None,
    **refused: Form,
) -> Template:
    """The page; a refusal stands above everything, what was typed in the form that was refused.

    That is `form` (how many are needed), `times` beside its `assignment`, or `stand_in`.
    """
    whole = await team(event_id, by=signed_in(request))
    role = role if role in ROLES else _wanted(whole)
    staffing, at = whole.staffing, now()
    members = [member_line(member, whole.event, at) for member in whole.members]
    return page(
        request,
        "assignments/team.html",
        status=422 if any(one.errors for one in refused.values()) else _status(refusal),
        refusal=refusal.sentence if refusal else "",
        tabs=event_tabs(request, event_id),
        event=face(whole.event),
        open=_is_open(whole, at),
        addable=_is_under_way(whole, at),
        warning=staffing.warning,
        filled=[role_line(filled) for filled in staffing.roles],
        members=members,
        role=role,
        roles=words.roles(),
        **{**_blank_forms(whole, at), **refused},
        **_came(members),
        **_askable(await candidates(event_id, role, by=signed_in(request))),
    )


def _came(members: list[MemberLine]) -> dict[str, int | bool]:
    """How many are there, once that can be said."""
    return {
        "begun": any(member.rightable for member in members),
        "arrived": sum(bool(member.times.arrived) for member in members),
        "expected": sum(member.status in COMING for member in members),
    }


def _askable(ranked: list[Candidate]) -> dict[str, Any]:
    """Who could be asked, the best first, or be added by name; and who cannot."""
    free = [one for one in ranked if one.possible]
    by_name = sorted(free, key=lambda one: one.name)
    return {
        "addables": [(one.volunteer, f"{one.name} ({one.home_name})") for one in by_name],
        "best": free[:BEST],
        "others": free[BEST:],
        "impossible": [one for one in ranked if not one.possible],
    }


def _blank_forms(whole: Team, at: datetime) -> dict[str, Form]:
    stand_in = presence_form.blank_stand_in(whole.event, at)
    return {"form": _needs(whole.staffing), "times": Form(), "stand_in": stand_in}


def _needs(staffing: Staffing) -> Form:
    roles = (staffing.lead, staffing.assistant)
    return Form({filled.role: [str(filled.needed)] for filled in roles})


def _wanted(whole: Team) -> str:
    """The role to look for people in: the first one that nobody was asked for."""
    lead = whole.staffing.lead
    return "lead" if lead.missing > lead.invited else "assistant"


def _is_open(whole: Team, at: datetime) -> bool:
    return whole.event.status in {"draft", "published"} and at < whole.event.starts_at


def _is_under_way(whole: Team, at: datetime) -> bool:
    """Whether somebody may come to help who was not asked."""
    event = whole.event
    on = event.status in {"published", "closed"} and event.starts_at <= at
    return on and Window(event.starts_at, event.ends_at).holds(at)


def _status(refusal: Invalid | Conflict | None) -> int:
    if refusal is None:
        return 200
    return 422 if isinstance(refusal, Invalid) else 409
