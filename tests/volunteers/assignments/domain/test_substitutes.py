"""Asking for a substitute while keeping the place, and taking over somebody's place."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from server.accounts.domain import accounts
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import covering, invitations, shifts, substitutes

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def who(volunteer: UUID) -> Actor:
    row = (await fetch("SELECT account FROM volunteer WHERE id = $1", volunteer))[0]
    found = await accounts.actor(row["account"])
    assert found is not None
    return found


async def held(event: UUID, volunteer: UUID, role: str = "lead") -> UUID:
    place = await invitations.invite(event, volunteer, role, by=SYSTEM, at=TODAY)
    await invitations.answer(place, "accepted", at=TODAY)
    return place


async def statuses(event: UUID) -> list[str]:
    rows = await fetch("SELECT status FROM assignment WHERE event = $1 ORDER BY id", event)
    return [row["status"] for row in rows]


async def outcomes() -> list[tuple[str, str | None]]:
    rows = await fetch("SELECT cause, outcome FROM cover_search ORDER BY opened_at, id")
    return [(row["cause"], row["outcome"]) for row in rows]


async def test_who_asks_stays_until_somebody_takes_the_place(cast: Cast) -> None:
    event, beto = await planned(), await helper("Beto")
    place = await held(event, await helper("Ana"))
    search = await substitutes.ask(place, "viaje", at=TODAY)
    assert await substitutes.ask(place, at=TODAY) == search
    assert (await statuses(event), (await shifts.shift(place)).handing_over) == (["accepted"], True)
    wanted = await substitutes.wanted(by=await who(beto), at=TODAY)
    assert [(one.search, one.event.id, one.role) for one in wanted] == [(search, event, "lead")]
    mine = await substitutes.take(search, by=await who(beto), at=TODAY)
    assert await substitutes.take(search, by=await who(beto), at=TODAY) == mine
    assert await statuses(event) == ["substituted", "accepted"]
    assert await outcomes() == [("substitute", "filled")]
    with pytest.raises(Conflict, match="Alguien ya tomó este lugar"):
        await invitations.answer(place, "declined", at=TODAY)
    with pytest.raises(Conflict, match="Alguien ya tomó este lugar"):
        await substitutes.take_back(place, at=TODAY)


async def test_of_many_who_take_it_at_once_one_has_it_and_the_others_are_thanked(
    cast: Cast,
) -> None:
    event = await planned()
    crew = [await who(await helper(name)) for name in ("Beto", "Caro", "Dani")]
    search = await substitutes.ask(await held(event, await helper("Ana")), at=TODAY)
    answers = await asyncio.gather(
        *(substitutes.take(search, by=one, at=TODAY) for one in crew), return_exceptions=True
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "Conflict", "UUID"]
    assert sorted(await statuses(event)) == ["accepted", "substituted"]


async def test_an_offer_of_the_search_hands_over_as_well(cast: Cast) -> None:
    event = await planned()
    place = await held(event, await helper("Ana"))
    await helper("Beto")
    await substitutes.ask(place, at=TODAY)
    await covering.advance(at=TODAY)
    offers = await fetch("SELECT assignment FROM offer")
    assert await invitations.answer(offers[0]["assignment"], "accepted", at=TODAY) == "accepted"
    assert (await statuses(event), await outcomes()) == (
        ["substituted", "accepted"], [("substitute", "filled")]
    )  # fmt: skip


async def test_who_was_asked_by_hand_takes_over_too_once_the_role_is_full(cast: Cast) -> None:
    event = await planned()
    ana, beto = [
        await invitations.invite(event, await helper(name), "lead", by=SYSTEM, at=TODAY)
        for name in ("Ana", "Beto")
    ]
    await invitations.answer(ana, "accepted", at=TODAY)
    await substitutes.ask(ana, at=TODAY)
    assert await invitations.answer(beto, "accepted", at=TODAY) == "accepted"
    assert await statuses(event) == ["substituted", "accepted"]


async def test_nobody_who_may_not_take_it_sees_or_takes_it(cast: Cast) -> None:
    event = await planned()
    ana = await helper("Ana")
    place = await held(event, ana)
    untrained, declined = await helper("Beto", topics=()), await helper("Caro")
    said_no = await invitations.invite(event, declined, "assistant", by=SYSTEM, at=TODAY)
    await invitations.answer(said_no, "declined", at=TODAY)
    busy = await helper("Dani")
    await held(await planned(starts_at=SATURDAY + HOUR), busy)
    search = await substitutes.ask(place, at=TODAY)
    for person in (ana, untrained, declined, busy):
        assert await substitutes.wanted(by=await who(person), at=TODAY) == []
        if person != ana:
            with pytest.raises(NotFound):
                await substitutes.take(search, by=await who(person), at=TODAY)
    assert await substitutes.wanted(by=cast.pinula, at=TODAY) == []
    for nothing in (search, new_id()):
        with pytest.raises(NotFound):
            await substitutes.take(nothing, by=cast.pinula, at=TODAY)
    role = (await fetch("SELECT id FROM cover_search WHERE standing_for IS NULL"))[0]["id"]
    with pytest.raises(NotFound):
        await substitutes.take(role, by=await who(await helper("Eli")), at=TODAY)
    assert await substitutes.wanted(by=await who(await helper("Fer")), at=SATURDAY) == []


async def test_the_asker_keeps_the_place_after_all(cast: Cast) -> None:
    event = await planned()
    place = await held(event, await helper("Ana"))
    await helper("Beto")
    await substitutes.ask(place, at=TODAY)
    await covering.advance(at=TODAY)
    for _again in range(2):
        await substitutes.take_back(place, at=TODAY)
    assert (await statuses(event), await outcomes()) == (
        ["accepted", "expired"], [("substitute", "called_off")]
    )  # fmt: skip


async def test_who_leaves_without_waiting_leaves_the_search_behind(cast: Cast) -> None:
    event = await planned()
    place = await held(event, await helper("Ana"))
    await helper("Beto")
    await substitutes.ask(place, at=TODAY)
    await covering.advance(at=TODAY)
    await invitations.answer(place, "declined", at=TODAY + HOUR)
    assert (await statuses(event), await outcomes()) == (
        ["declined", "invited"], [("declined", None)]
    )  # fmt: skip


async def test_who_is_withdrawn_is_looked_for_no_more(cast: Cast) -> None:
    event = await planned()
    place = await held(event, await helper("Ana"))
    await substitutes.ask(place, at=TODAY)
    await invitations.withdraw(place, by=cast.pinula, at=TODAY)
    assert await outcomes() == [("substitute", "called_off")]


async def test_while_the_role_is_searched_for_who_leaves_needs_no_second_search(
    cast: Cast,
) -> None:
    event = await planned()
    await execute(
        "INSERT INTO need (id, event, role, number) VALUES (gen_random_uuid(), $1, 'lead', 2)",
        event,
    )
    place = await held(event, await helper("Ana"))
    await covering.search(event, "lead", by=cast.pinula, at=TODAY)
    await substitutes.ask(place, at=TODAY + HOUR)
    await invitations.answer(place, "declined", at=TODAY + HOUR)
    assert await outcomes() == [("coordinator", None), ("substitute", "called_off")]


async def test_only_who_accepted_asks_and_only_in_time(cast: Cast) -> None:
    event, ana = await planned(), await helper("Ana")
    place = await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)
    with pytest.raises(Conflict, match="Solo quien aceptó"):
        await substitutes.ask(place, at=TODAY)
    await invitations.answer(place, "accepted", at=TODAY)
    with pytest.raises(Invalid):
        await substitutes.ask(place, "x" * 501, at=TODAY)
    with pytest.raises(NotAllowed):
        await substitutes.ask(place, by=await who(await helper("Beto")), at=TODAY)
    with pytest.raises(NotAllowed):
        await substitutes.take_back(place, by=cast.mixco, at=TODAY)
    with pytest.raises(Conflict, match="ya empezó"):
        await substitutes.ask(place, at=SATURDAY)
    with pytest.raises(NotFound):
        await substitutes.ask(new_id(), at=TODAY)
