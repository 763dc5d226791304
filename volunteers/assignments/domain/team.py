"""Who was asked to help at an event, what they said, and what speaks against them by now."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from events.planning.domain import agenda
from events.planning.domain.event import Event
from server.foundation.database import fetch
from server.foundation.identity import Actor
from volunteers.assignments.domain.alarms import called_off_late
from volunteers.assignments.domain.candidates import helpers, place
from volunteers.assignments.domain.declining import said
from volunteers.assignments.domain.eligibility import Helper, Reason, reasons_against
from volunteers.assignments.domain.staffing import Staffing, staffing

MEMBERS: Final = """
    SELECT a.id AS assignment, a.volunteer, p.name, v.home, m.name AS home_name, a.role, a.status,
        a.changed_at, a.answer_by, a.released_for, a.arrived_at, a.left_at, n.at AS answered_at,
        coalesce(n.reason, '') AS reason, n.usual,
        EXISTS (SELECT FROM cover_search s
            WHERE s.standing_for = a.id AND s.ended_at IS NULL) AS handing_over
    FROM assignment a
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
        JOIN municipality m ON m.ine = v.home
        LEFT JOIN LATERAL (SELECT at, reason, usual FROM answer
            WHERE assignment = a.id ORDER BY at DESC, id DESC LIMIT 1) n
            ON a.status IN ('accepted', 'declined')
    WHERE a.event = $1
    ORDER BY a.role DESC,
        array_position(ARRAY['attended', 'accepted', 'invited', 'proposed'], a.status::text),
        p.name
"""
LIVE: Final = frozenset({"invited", "accepted"})


class Member(Struct, frozen=True, kw_only=True):
    """Somebody who was asked; `against` is what has come to speak against them since.

    `handing_over` is while they ask for a substitute, `late` whether they called off at the last
    moment, `released_for` why a place was taken back without anybody wanting to.
    """

    assignment: UUID
    volunteer: UUID
    name: str
    home: str
    home_name: str
    role: str
    status: str
    changed_at: datetime
    answer_by: datetime | None
    released_for: str | None
    arrived_at: datetime | None
    left_at: datetime | None
    answered_at: datetime | None
    reason: str
    usual: str | None
    handing_over: bool
    late: bool = False
    against: tuple[Reason, ...] = ()


class Team(Struct, frozen=True):
    """An event with everybody who was asked, and how its roles are filled."""

    event: Event
    staffing: Staffing
    members: list[Member]


async def team(event_id: UUID, *, by: Actor) -> Team:
    """The team of an event; raises NotFound or NotAllowed."""
    event = await agenda.event(event_id)
    by.need("staff", event.municipality)
    rows = await fetch(MEMBERS, event_id)
    asked = msgspec.convert([dict(row) for row in rows], list[Member])
    late = await called_off_late(event_id)
    people = [one.volunteer for one in asked]
    known = {one.volunteer: one for one in await helpers(event, people, by=by)}
    members = [
        structs.replace(
            one,
            reason=said(one.usual, one.reason),
            late=one.assignment in late,
            against=_against(one, known.get(one.volunteer), event),
        )
        for one in asked
    ]
    return Team(event, await staffing(event), members)


def _against(member: Member, helper: Helper | None, event: Event) -> tuple[Reason, ...]:
    if helper is None or member.status not in LIVE:
        return ()
    return reasons_against(structs.replace(helper, status=None), place(event, member.role))
