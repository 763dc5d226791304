"""Which of the empty places at some events one person could take, and what speaks against it."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import agenda
from events.planning.domain.event import Event
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.candidates import place
from volunteers.assignments.domain.eligibility import reasons_against
from volunteers.assignments.domain.helper_reading import helpers
from volunteers.assignments.domain.invitations import ROLES
from volunteers.assignments.domain.staffing import Staffing, staffing_by

MOST: Final = 100


class Opening(Struct, frozen=True, kw_only=True):
    """A role with an empty place; `possible` if only what can be overridden speaks against it."""

    event: UUID
    role: str
    possible: bool
    eligible: bool
    sentence: str


async def openings(volunteer: UUID, events: Collection[UUID], *, by: Actor) -> list[Opening]:
    """The empty places of these events as this person finds them, where `by` coordinates.

    The person may be of the whole network, as among the candidates for a team.
    """
    by.need("staff")
    found = await agenda.events(list(events)[:MOST])
    shown = [one for one in found if by.reaches(one.municipality)]
    staffed = await staffing_by(shown)
    return [
        opening
        for event in shown
        for opening in await _openings(volunteer, event, staffed[event.id], by)
    ]


async def objection(volunteer: UUID, event: UUID, role: str, *, by: Actor) -> str:
    """What speaks against somebody at an empty place, in words."""
    found = await openings(volunteer, [event], by=by)
    return next((one.sentence for one in found if one.role == role), "")


async def _openings(volunteer: UUID, event: Event, staffing: Staffing, by: Actor) -> list[Opening]:
    known = await helpers(event, [volunteer], by=by)
    if not known:
        raise NotFound(_("Esta persona no está en la lista."))
    found = []
    for role in ROLES:
        filled = staffing.lead if role == "lead" else staffing.assistant
        against = reasons_against(known[0], place(event, role)) if filled.missing else ()
        if filled.missing:
            found.append(
                Opening(
                    event=event.id, role=role, eligible=not against,
                    possible=not any(reason.hard for reason in against),
                    sentence=" ".join(reason.sentence for reason in against),
                )
            )  # fmt: skip
    return found
