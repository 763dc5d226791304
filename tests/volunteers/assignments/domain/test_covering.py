"""When a place comes free Convoca looks for somebody, the next best first, in waves."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from events.planning.domain import agenda, planning
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import covering, invitations, needs, searches
from volunteers.assignments.domain.needs import Needed
from volunteers.assignments.domain.search_reading import searches_of

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def accepted(event: UUID, volunteer: UUID, role: str = "lead") -> UUID:
    place = await invitations.invite(event, volunteer, role, by=SYSTEM, at=TODAY)
    await invitations.answer(place, "accepted", at=TODAY)
    return place


async def asked(event: UUID) -> dict[str, str]:
    """Everybody who was ever asked, by first name, and how that stands."""
    rows = await fetch(
        "SELECT split_part(p.name, ' ', 1) AS name, a.status FROM assignment a"
        " JOIN volunteer v ON v.id = a.volunteer JOIN account p ON p.id = v.account"
        " WHERE a.event = $1",
        event,
    )
    return {row["name"]: row["status"] for row in rows}


async def outcomes() -> list[tuple[str, str | None]]:
    rows = await fetch("SELECT cause, outcome FROM cover_search ORDER BY opened_at, id")
    return [(row["cause"], row["outcome"]) for row in rows]


async def place_of(event: UUID, name: str) -> UUID:
    rows = await fetch(
        "SELECT a.id FROM assignment a JOIN volunteer v ON v.id = a.volunteer"
        " JOIN account p ON p.id = v.account WHERE a.event = $1 AND p.name LIKE $2",
        event, f"{name}%",
    )  # fmt: skip
    return UUID(str(rows[0]["id"]))


async def crowd(*names: str) -> list[UUID]:
    """From nearest to farthest, so that they are asked in this order."""
    homes = ("0103", "0116", "0115", "0114")
    return [await helper(name, home=home) for name, home in zip(names, homes, strict=False)]


async def test_a_place_that_comes_free_is_offered_in_growing_waves(cast: Cast) -> None:
    event = await planned()
    lead = await accepted(event, await helper("Ana"))
    await crowd("Beto", "Caro", "Dani", "Eli")
    await invitations.answer(lead, "declined", at=TODAY + HOUR)
    assert await covering.advance(at=TODAY + HOUR)
    assert await asked(event) == {"Ana": "declined", "Beto": "invited"}
    assert not await covering.advance(at=TODAY + 2 * HOUR)
    assert await covering.advance(at=TODAY + DAY)
    waves = await searches_of(event, by=cast.pinula)
    assert [(one.wave, one.status) for one in waves[0].asked] == [
        (1, "invited"), (2, "invited"), (2, "invited")
    ]  # fmt: skip
    await covering.advance(at=TODAY + 2 * DAY)
    assert list((await asked(event)).values()).count("invited") == 4
    assert (waves[0].cause, waves[0].outcome, waves[0].next_wave_at is None) == (
        "declined", None, False
    )  # fmt: skip


async def test_the_first_to_say_yes_has_the_place_and_the_other_offers_expire(cast: Cast) -> None:
    event = await planned()
    lead = await accepted(event, await helper("Ana"))
    await crowd("Beto", "Caro", "Dani")
    await invitations.answer(lead, "declined", at=TODAY)
    await covering.advance(at=TODAY)
    await covering.advance(at=TODAY + DAY)
    answer = await invitations.answer(await place_of(event, "Caro"), "accepted", at=TODAY + DAY)
    assert answer == "accepted"
    assert (await asked(event), await outcomes()) == (
        {"Ana": "declined", "Beto": "expired", "Caro": "accepted", "Dani": "expired"},
        [("declined", "filled")],
    )
    late = await invitations.answer(await place_of(event, "Beto"), "accepted", at=TODAY + DAY)
    assert late == "expired"


async def test_who_was_not_fast_enough_may_be_asked_again_and_who_declined_is_not(
    cast: Cast,
) -> None:
    event = await planned()
    lead = await accepted(event, await helper("Ana"))
    await crowd("Beto", "Caro", "Dani")
    await invitations.answer(lead, "declined", at=TODAY)
    for day in (0, 1):
        await covering.advance(at=TODAY + day * DAY)
    await invitations.answer(await place_of(event, "Dani"), "declined", at=TODAY + DAY)
    caro = await place_of(event, "Caro")
    await invitations.answer(caro, "accepted", at=TODAY + DAY)
    await invitations.answer(caro, "declined", at=TODAY + 2 * DAY)
    for hours in (0, 20, 40, 60):
        await covering.advance(at=TODAY + 2 * DAY + hours * HOUR)
    assert await asked(event) == {
        "Ana": "declined", "Beto": "invited", "Caro": "declined", "Dani": "declined"
    }  # fmt: skip
    await invitations.answer(await place_of(event, "Beto"), "declined", at=TODAY + 5 * DAY)
    await covering.advance(at=TODAY + 5 * DAY)
    assert await outcomes() == [("declined", "filled"), ("declined", "nobody")]


async def test_only_those_against_whom_nothing_speaks_are_asked(cast: Cast) -> None:
    event = await planned(audiences=("adolescents",), published=False)
    lead = await accepted(event, await helper("Ana"))
    await helper("Beto", topics=())
    await helper("Caro", cleared_until=None)
    busy = await helper("Dani")
    await accepted(await planned(starts_at=SATURDAY + HOUR), busy)
    await invitations.answer(lead, "declined", at=TODAY)
    await covering.advance(at=TODAY)
    assert (await asked(event), await outcomes()) == (
        {"Ana": "declined"}, [("declined", "nobody")]
    )  # fmt: skip


async def test_when_everybody_has_answered_the_next_wave_does_not_wait(cast: Cast) -> None:
    event = await planned()
    lead = await accepted(event, await helper("Ana"))
    await crowd("Beto", "Caro")
    await invitations.answer(lead, "declined", at=TODAY)
    await covering.advance(at=TODAY)
    await invitations.answer(await place_of(event, "Beto"), "declined", at=TODAY + HOUR)
    await covering.advance(at=TODAY + HOUR)
    assert (await asked(event))["Caro"] == "invited"


async def test_nobody_is_looked_for_while_enough_others_are_asked(cast: Cast) -> None:
    event = await planned()
    ana = await invitations.invite(event, await helper("Ana"), "lead", by=SYSTEM, at=TODAY)
    beto = await invitations.invite(event, await helper("Beto"), "lead", by=SYSTEM, at=TODAY)
    await invitations.answer(ana, "declined", at=TODAY)
    assert await outcomes() == []
    await invitations.withdraw(beto, by=SYSTEM, at=TODAY)
    assert await outcomes() == []
    caro = await invitations.invite(event, await helper("Caro"), "lead", by=SYSTEM, at=TODAY)
    await invitations.withdraw(caro, by=SYSTEM, at=TODAY, cover=True)
    assert await outcomes() == [("withdrawn", None)]


async def test_a_search_ends_with_its_event(cast: Cast) -> None:
    for ends, outcome in ((True, "called_off"), (False, "begun")):
        await execute("DELETE FROM cover_search")
        starts = SATURDAY + 18 * HOUR
        event = await planned(starts_at=starts, ends_at=starts + HOUR)
        await covering.search(event, "lead", by=cast.pinula, at=TODAY)
        if ends:
            await planning.cancel(event, "rain", by=cast.pinula, at=TODAY)
        await covering.advance(at=TODAY if ends else SATURDAY + 18 * HOUR)
        assert await outcomes() == [("coordinator", outcome)]


async def test_a_coordinator_starts_and_stops_a_search(cast: Cast) -> None:
    event = await planned()
    await crowd("Ana", "Beto")
    search = await covering.search(event, "lead", by=cast.pinula, at=TODAY)
    with pytest.raises(Conflict, match="Ya se busca"):
        await covering.search(event, "lead", by=cast.pinula, at=TODAY)
    await covering.advance(at=TODAY)
    with pytest.raises(NotAllowed):
        await covering.call_off(search, by=cast.mixco, at=TODAY)
    for _again in range(2):
        await covering.call_off(search, by=cast.pinula, at=TODAY)
    assert (await asked(event), await outcomes()) == (
        {"Ana": "expired"}, [("coordinator", "called_off")]
    )  # fmt: skip
    answer = await invitations.answer(await place_of(event, "Ana"), "accepted", at=TODAY)
    assert answer == "accepted"
    with pytest.raises(Conflict, match="Ya están las personas"):
        await covering.search(event, "lead", by=cast.pinula, at=TODAY)


async def test_nobody_is_looked_for_where_everybody_needed_is_asked(cast: Cast) -> None:
    event = await planned()
    await invitations.invite(event, await helper("Ana"), "lead", by=SYSTEM, at=TODAY)
    with pytest.raises(Conflict, match="ya hay una invitación sin responder"):
        await covering.search(event, "lead", by=cast.pinula, at=TODAY)


async def test_what_cannot_be_searched_is_refused(cast: Cast) -> None:
    event = await planned()
    with pytest.raises(Invalid):
        await covering.search(event, "boss", by=cast.pinula, at=TODAY)
    with pytest.raises(NotAllowed):
        await covering.search(event, "lead", by=cast.mixco, at=TODAY)
    with pytest.raises(NotAllowed):
        await searches_of(event, by=cast.mixco)
    with pytest.raises(NotFound):
        await covering.call_off(new_id(), by=cast.pinula, at=TODAY)


async def test_with_fewer_places_needed_a_search_is_over(cast: Cast) -> None:
    event = await planned()
    await accepted(event, await helper("Ana"))
    await needs.state(event, Needed(lead=3), by=cast.pinula, at=TODAY)
    await crowd("Beto", "Caro", "Dani")
    await covering.search(event, "lead", by=cast.pinula, at=TODAY)
    await covering.advance(at=TODAY)
    assert list((await asked(event)).values()).count("invited") == 2
    await needs.state(event, Needed(lead=1), by=cast.pinula, at=TODAY)
    await covering.advance(at=TODAY)
    assert (await outcomes())[0][1] == "filled"
    assert "invited" not in (await asked(event)).values()


async def test_many_processes_at_once_send_one_wave(cast: Cast) -> None:
    event = await planned()
    await crowd("Ana", "Beto", "Caro", "Dani")
    await covering.search(event, "lead", by=cast.pinula, at=TODAY)
    await asyncio.gather(*(covering.advance(at=TODAY) for _process in range(5)))
    assert await asked(event) == {"Ana": "invited"}
    entries = await fetch("SELECT count(*) FROM audit_entry WHERE act = 'assignment.offered'")
    assert entries[0][0] == 1


async def test_a_process_that_comes_second_waits_for_the_next_tick(cast: Cast) -> None:
    event = await planned()
    ana = await helper("Ana")
    await covering.search(event, "lead", by=cast.pinula, at=TODAY)
    (search,) = await searches.open_ones()
    await accepted(event, ana, "assistant")  # between the look and the lock
    seen = await agenda.event(event)
    async with transaction():
        assert not await covering._send(search, seen, [ana], TODAY)
    assert await fetch("SELECT FROM offer") == []
