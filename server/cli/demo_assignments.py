"""Needs, assignments and answers as they are stored."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from piccolo.table import Table

from server.cli.demo_calendar import HalfYear
from server.cli.demo_chance import Chance
from server.cli.demo_events import revision
from server.cli.demo_material import MATERIAL
from server.cli.demo_plan import Planned
from server.cli.demo_staffing import Place
from volunteers.assignments.tables import Answer, Assignment, Need

ANSWERS: Final = {
    "accepted": "accepted",
    "attended": "accepted",
    "absent": "accepted",
    "declined": "declined",
}
A_DAY: Final = timedelta(days=1)


def stored(
    chance: Chance, half: HalfYear, agenda: Sequence[Planned], places: Sequence[Place]
) -> list[Table]:
    """What every event needs, who was asked and what they said."""
    needs = needed(chance, agenda)
    return [*needs, *(row for place in places for row in _assigned(chance, half, place))]


def needed(chance: Chance, agenda: Sequence[Planned]) -> list[Table]:
    """How many people each event needs."""
    return [need for event in agenda for need in _needs(chance, event)]


def _needs(chance: Chance, event: Planned) -> Iterator[Need]:
    for role, number in (("lead", 1), ("assistant", event.turn.format.assistants)):
        if number:
            yield Need(id=chance.id(event.planned_at), event=event.id, role=role, number=number)


def _assigned(chance: Chance, half: HalfYear, place: Place) -> Iterator[Table]:
    asked_at = place.event.planned_at + chance.minutes(60, 20 * 60)
    answered_at = half.past(asked_at + chance.minutes(20, 24 * 60))
    assignment = Assignment(
        id=chance.id(asked_at), event=place.event.id, volunteer=place.helper.id, role=place.role,
        status=place.status, invited_sequence=revision(place.event), created_at=asked_at,
        changed_at=_changed_at(half, place, asked_at, answered_at),
        answer_by=place.event.starts_at - A_DAY if place.status == "invited" else None,
        **_there(place),
    )  # fmt: skip
    yield assignment
    answer = ANSWERS.get(place.status)
    if answer is not None:
        reason = chance.choice(MATERIAL.decline_reasons) if answer == "declined" else ""
        yield Answer(
            id=chance.id(answered_at), assignment=assignment.id, at=answered_at, answer=answer,
            reason=reason,
        )  # fmt: skip


def _there(place: Place) -> dict[str, Any]:
    """When they came and went: somewhat before, and somewhat after."""
    if place.status != "attended":
        return {}
    early, late = (timedelta(minutes=place.helper.id.int % odd) for odd in (37, 29))
    return {"arrived_at": place.event.starts_at - early, "left_at": place.event.ends_at + late}


def _changed_at(
    half: HalfYear, place: Place, asked_at: datetime, answered_at: datetime
) -> datetime:
    if place.status in {"invited", "proposed"}:
        return asked_at
    noted = place.status in {"attended", "absent"}
    return half.past(place.event.ends_at) if noted else answered_at
