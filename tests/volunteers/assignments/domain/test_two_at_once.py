"""What nobody gets around, tried from two processes at the same moment."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from events.planning.domain import agenda
from server.foundation.database import connection, fetch
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.lock_queue import until_waiting
from tests.support.rival import Order, Rival, done
from volunteers.assignments.domain import guarding, invariants, invitations

ROUNDS = 6
LATER: dict[str, Any] = {
    "starts_at": SATURDAY + timedelta(hours=5),
    "ends_at": SATURDAY + timedelta(hours=8),
}


pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(scope="module")
async def rival(pool: dict[str, Any]) -> AsyncIterator[Rival]:
    """Another process on the same database."""
    other = await Rival.against({**pool, "host": str(pool["host"])})
    yield other
    await other.leave()


async def invited(event: UUID, person: UUID) -> UUID:
    return await invitations.invite(event, person, "lead", by=SYSTEM, at=TODAY)


async def accepted(event: UUID, person: UUID, role: str = "lead") -> UUID:
    place = await invitations.invite(event, person, role, by=SYSTEM, at=TODAY)
    await invitations.answer(place, "accepted", by=SYSTEM, at=TODAY)
    return place


async def at_once(rival: Rival, number: int, here: Order, there: Order) -> list[str]:
    """One order here and one in the other process, each of them sometimes there.

    Both come as far as they can before either can finish.
    """
    if number % 2:
        here, there = there, here
    async with connection() as lent:
        held = lent.transaction()
        await held.start()
        await lent.execute("SELECT pg_advisory_xact_lock(hashtextextended('audit', 0))")
        both = asyncio.gather(rival.do(there), done(here))
        await until_waiting(2)
        await held.rollback()
    return list(await both)


async def said_yes(person: UUID) -> int:
    query = "SELECT count(*) FROM assignment WHERE volunteer = $1 AND status = 'accepted'"
    return int((await fetch(query, person))[0]["count"])


async def test_one_person_accepts_one_of_two_events_that_moved_together(rival: Rival) -> None:
    """An event moves onto another one while its helper accepts that other one."""
    for number in range(ROUNDS):
        person = await helper(f"Ana{number} Ayuda")
        one, other = await planned(), await planned(**LATER)
        await accepted(one, person)
        place = await invited(other, person)
        told = await at_once(
            rival,
            number,
            Order(what="accept", which=place, at=TODAY),
            Order(what="move", which=one, at=TODAY, hours=4),
        )
        assert "done" in told
        assert await said_yes(person) == 1
    assert await invariants.violations() == []


async def test_one_person_accepts_one_of_two_events_at_one_hour(rival: Rival) -> None:
    for number in range(ROUNDS):
        person = await helper(f"Ana{number} Ayuda")
        places = [await invited(await planned(**LATER), person)]
        aside = await planned()
        places.append(await invited(aside, person))
        # Invitations may come to overlap: nobody has promised anything yet.
        assert await done(Order(what="move", which=aside, at=TODAY, hours=4)) == "done"
        orders = [Order(what="accept", which=place, at=TODAY) for place in places]
        assert "done" in await at_once(rival, number, *orders)
        assert await said_yes(person) == 1
    assert await invariants.violations() == []


async def test_two_events_of_one_person_move_together(rival: Rival) -> None:
    for number in range(ROUNDS):
        person = await helper(f"Ana{number} Ayuda")
        one, other = await planned(), await planned(**LATER)
        for event in (one, other):
            await accepted(event, person)
        told = await at_once(
            rival,
            number,
            Order(what="move", which=one, at=TODAY, hours=2),
            Order(what="move", which=other, at=TODAY, hours=-2),
        )
        assert told == ["done", "done"]
        assert await said_yes(person) == 1
    assert await invariants.violations() == []


async def test_an_event_is_published_before_the_second_adult_leaves_or_not(rival: Rival) -> None:
    outcomes = set()
    for number in range(ROUNDS):
        event = await planned(audiences=("children",), published=False)
        people = [await helper(f"{name}{number} Ayuda") for name in ("Ana", "Beto")]
        await accepted(event, people[0])
        place = await accepted(event, people[1], "assistant")
        orders = (
            Order(what="publish", which=event, at=TODAY),
            Order(what="withdraw", which=place, at=TODAY),
        )
        told = await at_once(rival, number, *orders)
        status = (await agenda.event(event)).status
        # Who left while it was a draft kept it one; who left after is free to, and it is seen.
        assert sum(one == "done" for one in told) == (2 if status == "published" else 1)
        assert await guarding.missing_adults([event]) == {event: 1}
        outcomes.add(status)
    assert outcomes <= {"draft", "published"}
