"""How much people do, beside the others of their network."""

from datetime import timedelta
from uuid import UUID

import pytest

from server.foundation.database import execute, fetch, transaction
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations, load, needs, worked
from volunteers.assignments.domain.load import Load
from volunteers.assignments.domain.needs import Needed

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


async def account_of(volunteer: UUID) -> UUID:
    rows = await fetch("SELECT account FROM volunteer WHERE id = $1", volunteer)
    return UUID(str(rows[0]["account"]))


async def test_ones_own_places_stand_beside_the_median_of_the_network(db: None) -> None:
    crew = [await helper(name) for name in ("Ana", "Beto", "Caro")]
    await helper("Dani", home="0108")
    for days, people in ((0, crew[:1]), (1, crew[:2]), (2, crew[:2]), (40, crew[:1])):
        starts = SATURDAY + days * DAY
        event = await planned(starts_at=starts, ends_at=starts + HOUR)
        await needs.state(event, Needed(lead=2), by=SYSTEM, at=TODAY)
        for person in people:
            place = await invitations.invite(event, person, "lead", by=SYSTEM, at=TODAY)
            await invitations.answer(place, "accepted", at=TODAY)
    window = SATURDAY - DAY, SATURDAY + 20 * DAY
    found = [await load.own(await account_of(one), *window) for one in crew]
    assert found == [Load(3, 2), Load(2, 2), Load(0, 2)]
    assert sorted((await load.places(*window)).values()) == [0, 0, 2, 3]
    await execute("UPDATE event SET status = 'cancelled', cancellation_reason = 'rain'")
    assert (await load.own(await account_of(crew[0]), *window)) == Load(0, 0)


async def test_who_helps_nowhere_has_no_load(db: None) -> None:
    nobody = UUID(int=1)
    assert await load.own(nobody, TODAY, SATURDAY) == Load(0, 0)
    assert await worked.minutes(nobody) == 0


@pytest.mark.parametrize(("numbers", "middle"), [([], 0), ([4], 4), ([1, 9], 1), ([3, 1, 2], 2)])
def test_the_median_is_the_lower_middle_one(numbers: list[int], middle: int) -> None:
    assert load.median(numbers) == middle


async def test_hours_are_those_one_was_there(db: None) -> None:
    ana = await helper()
    place = await invitations.invite(await planned(), ana, "lead", by=SYSTEM, at=TODAY)
    await execute(
        "UPDATE assignment SET status = 'attended', arrived_at = $2, left_at = $3 WHERE id = $1",
        place, SATURDAY, SATURDAY + 2 * HOUR,
    )  # fmt: skip
    assert await worked.minutes(await account_of(ana)) == 120


async def test_everybodys_places_are_counted_at_once(db: None) -> None:
    async with transaction():
        await execute("SET LOCAL plan_cache_mode = force_generic_plan")
        plan = await fetch("EXPLAIN " + load.PLACES, TODAY, SATURDAY)
    steps = " ".join(row["QUERY PLAN"] for row in plan)
    assert ("SubPlan" in steps, " on volunteer" in steps) == (False, False)
