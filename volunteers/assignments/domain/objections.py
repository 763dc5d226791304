"""What would speak against people in the team of an event if it were somewhere or somewhen else."""

from typing import Final

import msgspec
from msgspec import Struct

from events.planning.domain.event import Event
from events.planning.domain.upstairs import Slot
from server.foundation.database import fetch
from volunteers.assignments.domain.candidates import helpers, place
from volunteers.assignments.domain.eligibility import Helper, Reason, reasons_against

TEAM: Final = """
    SELECT volunteer, role, status FROM assignment
    WHERE event = $1 AND status IN ('proposed', 'invited', 'accepted')
"""
# Being needed twice is told by the clashes.
TOLD_ELSEWHERE: Final = frozenset({"already", "busy", "travel"})


class Objection(Struct, frozen=True):
    """Why somebody could not keep their place, or should be asked again who `accepted` it."""

    name: str
    reason: Reason
    accepted: bool = False


async def objections(event: Event, becomes: Slot) -> list[Objection]:
    """What speaks against each of the team there that does not speak against them here."""
    team = {row["volunteer"]: row for row in await fetch(TEAM, event.id)}
    there = _there(event, becomes)
    # What is read of somebody is what matters for one day and place: each is asked for itself.
    here = {helper.volunteer: helper for helper in await helpers(event, list(team))}
    return [
        Objection(helper.name, reason, accepted=row["status"] == "accepted")
        for helper in sorted(await helpers(there, list(team)), key=lambda helper: helper.name)
        for row in [team[helper.volunteer]]
        for reason in _against(helper, there, row["role"])
        if reason.rule not in _rules(here[helper.volunteer], event, row["role"])
    ]


def _there(event: Event, becomes: Slot) -> Event:
    other = "virtual" if becomes.virtual else "in_person"
    return msgspec.structs.replace(
        event, municipality=becomes.municipality, venue=becomes.venue,
        starts_at=becomes.starts_at, ends_at=becomes.ends_at,
        modality=event.modality if becomes.virtual == (event.modality == "virtual") else other,
    )  # fmt: skip


def _against(helper: Helper, event: Event, role: str) -> list[Reason]:
    against = reasons_against(helper, place(event, role))
    return [reason for reason in against if reason.rule not in TOLD_ELSEWHERE]


def _rules(helper: Helper, event: Event, role: str) -> set[str]:
    return {reason.rule for reason in _against(helper, event, role)}
