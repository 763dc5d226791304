"""What would speak against people in the team of an event if it were somewhere or somewhen else."""

from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain.event import Event
from events.planning.domain.upstairs import Slot
from server.foundation.database import fetch
from volunteers.assignments.domain.candidates import helpers, place
from volunteers.assignments.domain.eligibility import Helper, Reason, reasons_against

TEAM: Final = """
    SELECT volunteer, role FROM assignment
    WHERE event = $1 AND status IN ('proposed', 'invited', 'accepted')
"""
# Being needed twice is told by the clashes.
TOLD_ELSEWHERE: Final = frozenset({"already", "busy", "travel"})


class Objection(Struct, frozen=True):
    """Why somebody could not keep their place."""

    name: str
    reason: Reason


async def objections(event: Event, becomes: Slot) -> list[Objection]:
    """What speaks against each of the team there that does not speak against them here."""
    roles = {row["volunteer"]: row["role"] for row in await fetch(TEAM, event.id)}
    there = msgspec.structs.replace(
        event, municipality=becomes.municipality, venue=becomes.venue,
        starts_at=becomes.starts_at, ends_at=becomes.ends_at,
    )  # fmt: skip
    team = await helpers(there, list(roles))
    return [
        Objection(helper.name, reason)
        for helper in sorted(team, key=lambda helper: helper.name)
        for reason in _new(helper, event, there, roles)
    ]


def _new(helper: Helper, here: Event, there: Event, roles: dict[UUID, str]) -> list[Reason]:
    role = roles[helper.volunteer]
    known = {reason.rule for reason in reasons_against(helper, place(here, role))}
    found = reasons_against(helper, place(there, role))
    return [reason for reason in found if reason.rule not in known | TOLD_ELSEWHERE]
