"""The page of an event's team, put together."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar.response import Template

from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.web.forms import Form
from server.web.pages import event_tabs, page
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain import needs
from volunteers.assignments.domain.candidates import candidates, unspoken
from volunteers.assignments.domain.invitations import ROLES
from volunteers.assignments.domain.presence import COMING
from volunteers.assignments.domain.presence_hours import Window
from volunteers.assignments.domain.search_reading import searches_of
from volunteers.assignments.domain.team import Team, team
from volunteers.assignments.web import needs_form, presence_form
from volunteers.assignments.web.candidate_shown import grouped
from volunteers.assignments.web.cover_shown import search_face, searchable
from volunteers.assignments.web.needs_shown import need_face
from volunteers.assignments.web.shown import MemberLine, face, member_line, role_line
from volunteers.people.domain import words


async def shown(
    request: Visit,
    event_id: UUID,
    *,
    role: str = "",
    refusal: Invalid | Conflict | None = None,
    **refused: Form,
) -> Template:
    """The page; a refusal stands above everything, what was typed in the form that was refused.

    That is `form` (how many are needed), `asking` (why somebody is asked all the same), `times`
    beside its `assignment`, or `stand_in`.
    """
    whole, at = await team(event_id, by=signed_in(request)), now()
    role = role if role in ROLES else _wanted(whole)
    members = [member_line(member, whole.event, at) for member in whole.members]
    ranked = await candidates(event_id, role, by=signed_in(request))
    stand_in = presence_form.blank_stand_in(whole.event, at)
    blank = {"times": Form(), "asking": Form(), "stand_in": stand_in}
    return page(
        request,
        "assignments/team.html",
        status=422 if any(one.errors for one in refused.values()) else _status(refusal),
        refusal=refusal.sentence if refusal else "",
        tabs=event_tabs(request, event_id),
        event=face(whole.event),
        open=_is_open(whole, at),
        addable=_is_under_way(whole, at),
        members=members,
        role=role,
        roles=words.roles(),
        candidates=grouped(ranked),
        **_came(members),
        **_lacking(whole, role),
        **await _searching(request, whole),
        **{**blank, **await _needed(whole), **refused},
    )


async def _needed(whole: Team) -> dict[str, Any]:
    """What is needed and said of it, and the form to say it otherwise."""
    need = await needs.needed(whole.event.id)
    return {
        "need": need_face(need, await unspoken(whole.event.id)),
        "form": needs_form.filled(need),
        "languages": needs_form.languages(),
    }


def _lacking(whole: Team, role: str) -> dict[str, Any]:
    """What is missing: in the role looked at, in all, and for the safety of minors."""
    staffing = whole.staffing
    looked_at = staffing.lead if role == "lead" else staffing.assistant
    return {
        "full": not looked_at.missing,
        "lacking": bool(staffing.missing or staffing.missing_adults),
        "warning": staffing.warning,
        "filled": [role_line(filled) for filled in staffing.roles],
    }


async def _searching(request: Visit, whole: Team) -> dict[str, Any]:
    """The searches, and the roles for which one may be begun."""
    found = await searches_of(whole.event.id, by=signed_in(request))
    missing = {one.role for one in whole.staffing.roles if one.missing}
    return {
        "searches": [search_face(one, whole.event.zone) for one in found],
        "searchable": searchable(found, missing),
    }


def _came(members: list[MemberLine]) -> dict[str, int | bool]:
    """How many are there, once that can be said."""
    return {
        "begun": any(member.rightable for member in members),
        "arrived": sum(bool(member.times.arrived) for member in members),
        "expected": sum(member.status in COMING for member in members),
    }


def _wanted(whole: Team) -> str:
    """The role to look for people in: the first that nobody was asked for, or that is not sure."""
    roles = (whole.staffing.lead, whole.staffing.assistant)
    unasked = [one.role for one in roles if one.missing > one.invited]
    unsure = [one.role for one in roles if one.missing]
    return next(iter([*unasked, *unsure]), roles[0].role)


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
