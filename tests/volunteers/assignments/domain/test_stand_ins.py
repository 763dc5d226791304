"""Who came without being asked is taken into the team, by the rules that hold for everybody."""

import asyncio
from datetime import timedelta

import pytest

from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations, presence
from volunteers.people.domain import absences
from volunteers.people.domain.absences import NewAbsence

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
LATEST = SATURDAY + 9 * HOUR
MIXCO = Actor(
    account=None, name="Mario", role="coordinator", municipalities=frozenset({"0108"})
)  # fmt: skip


async def test_who_declined_and_came_after_all_is_of_the_team(db: None) -> None:
    ana, event = await helper(), await planned()
    place = await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)
    await invitations.answer(place, "declined", at=TODAY)
    added = await presence.add(event, ana, "assistant", SATURDAY - HOUR, by=SYSTEM, at=LATEST)
    (row,) = await fetch("SELECT id, role, status, arrived_at, left_at FROM assignment")
    assert tuple(row) == (place, "assistant", "attended", SATURDAY - HOUR, None)
    (act,) = await fetch("SELECT subject FROM audit_entry WHERE act = 'assignment.added'")
    assert (added, act["subject"]) == (place, f"assignment:{place}")


async def test_nobody_is_at_two_places_at_once(db: None) -> None:
    ana, here, there = await helper(), await planned(), await planned(municipality="0108")
    adding = (
        presence.add(event, ana, "lead", SATURDAY, by=SYSTEM, at=SATURDAY)
        for event in (here, there)
    )
    found = await asyncio.gather(*adding, return_exceptions=True)
    assert sorted(isinstance(one, Conflict) for one in found) == [False, True]


async def test_with_minors_nobody_helps_without_a_clearance(db: None) -> None:
    ana, event = await helper(cleared_until=None), await planned(audiences=("adolescents",))
    with pytest.raises(Conflict, match="constancia"):
        await presence.add(event, ana, "lead", SATURDAY, by=SYSTEM, at=SATURDAY)


async def test_whoever_is_there_is_not_away(db: None) -> None:
    ana, event = await helper(), await planned()
    day = SATURDAY.date()
    gone = NewAbsence(first_day=day, last_day=day)
    await absences.tell(ana, gone, by=SYSTEM, at=SATURDAY - DAY, today=day - DAY)
    with pytest.raises(Conflict, match="no está"):
        await invitations.invite(event, ana, "lead", by=SYSTEM, at=SATURDAY - HOUR)
    assert await presence.add(event, ana, "lead", SATURDAY, by=SYSTEM, at=SATURDAY)


async def test_who_cannot_have_come_is_not_added(db: None) -> None:
    ana, event = await helper(), await planned()
    for at, sentence in ((SATURDAY - HOUR, "no empieza"), (LATEST + HOUR, "seis horas")):
        with pytest.raises(Conflict, match=sentence):
            await presence.add(event, ana, "lead", SATURDAY, by=SYSTEM, at=at)
    for role, arrived in (("x", SATURDAY), ("lead", SATURDAY + HOUR)):
        with pytest.raises(Invalid):
            await presence.add(event, ana, role, arrived, by=SYSTEM, at=SATURDAY)
    with pytest.raises(NotAllowed):
        await presence.add(event, ana, "lead", SATURDAY, by=MIXCO, at=SATURDAY)
    with pytest.raises(NotFound):
        await presence.add(event, new_id(), "lead", SATURDAY, by=SYSTEM, at=SATURDAY)
