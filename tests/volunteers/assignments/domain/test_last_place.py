"""Nobody is promised a place beyond what is needed, and who comes second is told kindly."""

import asyncio

import pytest

from server.foundation.database import fetch
from server.foundation.errors import Conflict
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import TODAY, planned
from volunteers.assignments.domain import invitations, needs, shifts
from volunteers.assignments.domain.needs import Needed


async def test_of_many_who_say_yes_at_once_exactly_one_gets_the_last_place(cast: Cast) -> None:
    event = await planned()
    places = [
        await invitations.invite(event, await helper(name), "lead", by=SYSTEM, at=TODAY)
        for name in ("Ana", "Beto", "Caro", "Dani")
    ]
    answers = await asyncio.gather(
        *(invitations.answer(place, "accepted", at=TODAY) for place in places)
    )
    assert sorted(answers) == ["accepted", "expired", "expired", "expired"]
    rows = await fetch("SELECT status FROM assignment ORDER BY status")
    assert [row["status"] for row in rows] == ["accepted", "expired", "expired", "expired"]
    assert [row["answer"] for row in await fetch("SELECT answer FROM answer")] == ["accepted"]


async def test_a_coordinator_gets_nobody_in_beyond_what_is_needed_either(cast: Cast) -> None:
    event = await planned()
    first, second = [
        await invitations.invite(event, await helper(name), "lead", by=cast.pinula, at=TODAY)
        for name in ("Ana", "Beto")
    ]
    await invitations.answer(first, "accepted", by=cast.pinula, at=TODAY)
    said = await invitations.answer(second, "accepted", by=cast.pinula, at=TODAY)
    assert (said, (await shifts.shift(second)).gone) == ("expired", True)
    with pytest.raises(Conflict, match="Ya están las personas"):
        await invitations.invite(event, await helper("Caro"), "lead", by=cast.pinula, at=TODAY)
    await needs.state(event, Needed(lead=2), by=cast.pinula, at=TODAY)
    assert not (await shifts.shift(second)).gone
    assert await invitations.answer(second, "accepted", by=cast.pinula, at=TODAY) == "accepted"


async def test_one_role_being_full_does_not_close_the_other(cast: Cast) -> None:
    event = await planned()
    for name, role in (("Ana", "lead"), ("Beto", "assistant")):
        place = await invitations.invite(event, await helper(name), role, by=SYSTEM, at=TODAY)
        assert await invitations.answer(place, "accepted", at=TODAY) == "accepted"


async def test_saying_yes_twice_is_saying_yes_once(cast: Cast) -> None:
    event = await planned()
    place = await invitations.invite(event, await helper(), "lead", by=SYSTEM, at=TODAY)
    for reason in ("", "", "con gusto"):
        assert await invitations.answer(place, "accepted", reason, at=TODAY) == "accepted"
    assert len(await fetch("SELECT FROM answer")) == 2
