"""Who said yes to an event and cannot be there where, when and for whom it is written down now."""

from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain.event import Event
from server.foundation.database import fetch
from volunteers.assignments.domain.candidates import helpers, place
from volunteers.assignments.domain.eligibility import Reason, reasons_against
from volunteers.assignments.domain.fitness import for_its_holder

TEAM: Final = "SELECT id, volunteer, role FROM assignment WHERE event = $1 AND status = 'accepted'"


class Displaced(Struct, frozen=True, kw_only=True):
    """Somebody's place, and every reason why it cannot be kept that nobody can override."""

    assignment: UUID
    name: str
    reasons: tuple[Reason, ...]


class Upheaval(Struct, frozen=True):
    """Who would have to leave a team, by name, and how many others accepted."""

    leaving: list[Displaced]
    staying: int


async def displaced(event: Event) -> Upheaval:
    """Who accepted and cannot be at the event as it is described here.

    An invitation elsewhere takes nobody away from where they said yes.
    """
    team = {row["volunteer"]: row for row in await fetch(TEAM, event.id)}
    if not team:
        return Upheaval([], 0)
    leaving = []
    for helper in await helpers(event, list(team)):
        row = team[helper.volunteer]
        against = reasons_against(for_its_holder(helper), place(event, row["role"]))
        hard = tuple(reason for reason in against if reason.hard)
        if hard:
            leaving.append(Displaced(assignment=row["id"], name=helper.name, reasons=hard))
    leaving.sort(key=lambda one: (one.name, one.assignment))
    return Upheaval(leaving, len(team) - len(leaving))
