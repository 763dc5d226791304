"""What speaks against people of a team at another time or place, and did not before."""

from datetime import time, timedelta
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import agenda, conflicts
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import TODAY, planned
from tests.support.rounds import DAY
from volunteers.assignments.domain import invitations
from volunteers.assignments.domain.objections import objections
from volunteers.people.domain import availability
from volunteers.people.domain.week import Window


async def team_of(event: UUID, *, accepts: bool) -> UUID:
    ana = await helper()
    place = await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)
    if accepts:
        await invitations.answer(place, "accepted", at=TODAY)
    return ana


async def rules(event: UUID, by: timedelta, **changes: object) -> list[tuple[str, bool]]:
    whole = await agenda.event(event)
    slot = conflicts.slot_of(whole)
    times = {"starts_at": slot.starts_at + by, "ends_at": slot.ends_at + by}
    there = msgspec.structs.replace(slot, **times, **changes)
    return [(one.reason.rule, one.accepted) for one in await objections(whole, there)]


@pytest.mark.parametrize("accepts", [True, False])
async def test_another_weekday_without_time_is_told(db: None, *, accepts: bool) -> None:
    event = await planned()
    ana = await team_of(event, accepts=accepts)
    await availability.say(ana, [Window(5, time(8), time(13))], by=SYSTEM, at=TODAY)
    assert await rules(event, 3 * DAY) == [("unavailable", accepts)]
    assert await rules(event, 7 * DAY) == []


async def test_a_road_that_is_too_long_is_told_unless_nobody_travels(db: None) -> None:
    event = await planned()
    ana = await team_of(event, accepts=True)
    await execute("UPDATE volunteer SET travel_minutes = 30 WHERE id = $1", ana)
    far = timedelta(0)
    assert await rules(event, far, municipality="0108") == [("too_far", True)]
    assert await rules(event, far, municipality="0108", virtual=True) == []
