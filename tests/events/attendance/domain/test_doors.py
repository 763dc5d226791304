"""Every published event has one door, with a code that nobody else has."""

import asyncio
from uuid import UUID

import pytest

from events.attendance.domain import codes, doors
from events.planning.domain import planning
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast
from tests.support.events import TODAY, planned

pytestmark = pytest.mark.usefixtures("db")


async def test_a_published_event_gets_a_code_and_keeps_it() -> None:
    event = await planned()
    door = await doors.door_of(event)
    assert codes.normalise(door.code) == door.code
    assert await doors.door_of(event) == door
    assert (await doors.doorway(door.code)).event == event


async def test_many_who_ask_at_once_get_the_same_code() -> None:
    event = await planned()
    asked = await asyncio.gather(*(doors.door_of(event) for _number in range(8)))
    assert len({door.code for door in asked}) == 1


async def test_a_code_that_is_taken_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["ABCD2345", "ABCD2345", "WXYZ6789"])
    monkeypatch.setattr(codes, "new_door_code", lambda: next(drawn))
    first, second = await planned(), await planned(title="Otro taller")
    assert (await doors.door_of(first)).code == "ABCD2345"
    assert (await doors.door_of(second)).code == "WXYZ6789"


async def test_when_no_code_is_free_somebody_has_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "new_door_code", lambda: "ABCD2345")
    await doors.door_of(await planned())
    event = await planned(title="Otro taller")
    with pytest.raises(RuntimeError):
        await doors.door_of(event)


async def test_a_draft_has_no_door_yet() -> None:
    event = await planned(published=False)
    with pytest.raises(Conflict):
        await doors.door_of(event)
    await planning.publish(event, by=SYSTEM, at=TODAY, above=upstairs)
    assert (await doors.door_of(event)).event == event


async def test_a_code_still_leads_to_an_event_that_was_cancelled() -> None:
    event = await planned()
    door = await doors.door_of(event)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    assert (await doors.doorway(door.code)).status == "cancelled"


async def test_an_unknown_code_or_event_leads_nowhere() -> None:
    with pytest.raises(NotFound):
        await doors.doorway("ZZZZZZZZ")
    with pytest.raises(NotFound):
        await doors.doorway_of(new_id())
    with pytest.raises(NotFound):
        await doors.door_of(new_id())


async def test_the_audiences_to_choose_from_are_the_expected_ones_and_everybody_else() -> None:
    event = await planned(audiences=("teachers", "adolescents"))
    slugs = [slug for slug, _es, _en in (await _doorway(event)).audiences]
    assert slugs == ["adolescents", "teachers", "general-public"]


async def test_an_event_for_nobody_in_particular_offers_every_audience() -> None:
    known = await fetch("SELECT count(*) AS n FROM audience")
    assert len((await _doorway(await planned(audiences=()))).audiences) == known[0]["n"] > 10


async def test_a_coordinator_asks_for_a_spoken_code_and_takes_it_back(cast: Cast) -> None:
    event = await planned()
    await doors.ask(event, "spoken", "407", by=cast.pinula, at=TODAY)
    assert (await doors.door_of(event)).spoken_code == "407"
    await doors.ask(event, "nothing", by=cast.pinula, at=TODAY)
    assert (await doors.door_of(event)).spoken_code is None
    acts = await fetch("SELECT act, detail FROM audit_entry WHERE subject = $1", f"event:{event}")
    said = [row["act"] for row in acts if row["act"].startswith("door")]
    assert said == ["door.asks", "door.asks"]
    assert "407" not in "".join(row["detail"] for row in acts)


async def test_a_door_asks_for_one_thing_at_a_time(cast: Cast) -> None:
    event, seen = await planned(), []
    assert (await _doorway(event)).asks == "nothing"
    for asked in ("rotating", "spoken", "rotating", "nothing"):
        await doors.ask(event, asked, "407", by=cast.pinula, at=TODAY)
        door = await doors.door_of(event)
        seen.append((door.asks, door.spoken_code))
        assert (await _doorway(event)).asks == asked
    assert seen == [
        ("rotating", None), ("spoken", "407"), ("rotating", None), ("nothing", None),
    ]  # fmt: skip
    with pytest.raises(Invalid) as refusal:
        await doors.ask(event, "a smile", by=cast.pinula, at=TODAY)
    assert list(refusal.value.fields) == ["asks"]


@pytest.mark.parametrize("digits", ["", "40", "4070", "4o7", "٤٠٧"])
async def test_a_spoken_code_is_three_digits(digits: str) -> None:
    event = await planned()
    with pytest.raises(Invalid):
        await doors.ask(event, "spoken", digits, by=SYSTEM, at=TODAY)


async def test_only_who_coordinates_there_sets_the_spoken_code(cast: Cast) -> None:
    event = await planned()
    for stranger in (cast.mixco, cast.evaluator):
        with pytest.raises(NotAllowed):
            await doors.ask(event, "spoken", "407", by=stranger, at=TODAY)


async def _doorway(event: UUID) -> doors.Doorway:
    return await doors.doorway((await doors.door_of(event)).code)
