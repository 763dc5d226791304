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
from volunteers.assignments.domain.candidates import helpers, place
from volunteers.assignments.domain.eligibility import Reason, reasons_against
from volunteers.assignments.domain.staffing import Staffing, staffing

MEMBERS: Final = """
    SELECT a.id AS assignment, a.volunteer, p.name, v.home, m.name AS home_name, a.role, a.status,
        a.changed_at, a.arrived_at, a.left_at, n.at AS answered_at, coalesce(n.reason, '') AS reason
    FROM assignment a
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
        JOIN municipality m ON m.ine = v.home
        LEFT JOIN LATERAL (SELECT at, reason FROM answer
            WHERE assignment = a.id ORDER BY at DESC, id DESC LIMIT 1) n
            ON a.status IN ('accepted', 'declined')
    WHERE a.event = $1
    ORDER BY a.role DESC,
        array_position(ARRAY['attended', 'accepted', 'invited', 'proposed'], a.status::text),
        p.name
"""
LIVE: Final = frozenset({"invited", "accepted"})


class Member(Struct, frozen=True, kw_only=True):
    """Somebody who was asked; `against` is what has come to speak against them since."""

    assignment: UUID
    volunteer: UUID
    name: str
    home: str
    home_name: str
    role: str
    status: str
    changed_at: datetime
    arrived_at: datetime | None
    left_at: datetime | None
    answered_at: datetime | None
    reason: str
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
    known = {one.volunteer: one for one in await helpers(event, [one.volunteer for one in asked])}
    members = [
        structs.replace(
            one,
            against=reasons_against(
                structs.replace(known[one.volunteer], status=None), place(event, one.role)
            ),
        )
        if one.status in LIVE and one.volunteer in known
        else one
        for one in asked
    ]
    return Team(event, await staffing(event), members)
