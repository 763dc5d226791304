"""A mistake at the door is undone, whether the mistake or the undoing arrives first."""

import pytest

from events.attendance.domain import correcting, register, voiding
from events.attendance.domain.correcting import Correction
from events.attendance.domain.noticed import Noticed
from events.attendance.domain.summary import totals_of
from events.planning.domain import planning
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM, new_id
from tests.events.attendance.arriving import line, moment, recorded
from tests.events.attendance.noticing import count, door_phone, kept, scan, sent, undo
from tests.support.events import SATURDAY, planned

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize("first", ["the thing", "the undo", "both at once"])
@pytest.mark.parametrize("thing", [scan(), count()])
async def test_what_was_undone_is_voided_whichever_arrives_first(
    thing: Noticed, first: str
) -> None:
    event = await planned()
    phone = await door_phone(event)
    back = undo(thing)
    if first == "both at once":
        assert await sent(phone, thing, back) == ["undone", "undone"]
    else:
        order = (thing, back) if first == "the thing" else (back, thing)
        told = [await sent(phone, one) for one in order]
        assert told == [["recorded"] if first == "the thing" else ["undone"], ["undone"]]
    assert (await kept(event))["voided"] == {thing.id}
    assert (await totals_of(event)).people == 0
    assert await sent(phone, thing, back) == ["undone", "undone"]
    reasons = await fetch(
        "SELECT void_reason FROM check_in UNION ALL SELECT void_reason FROM headcount"
    )
    assert [row["void_reason"] for row in reasons] == ["Deshecho en la puerta"]


async def test_what_waits_is_dropped() -> None:
    event = await planned()
    phone = await door_phone(event)
    early, late = scan(at=moment(-90)), scan(at=moment(900))
    assert await sent(phone, early, undo(late)) == ["aside", "undone"]
    assert await sent(phone, undo(early), late) == ["undone", "undone"]
    assert (await kept(event))["dropped"] == {early.id, late.id}
    assert await sent(phone, early) == ["undone"]


async def test_another_sighting_of_the_pass_then_counts() -> None:
    event = await planned()
    phone = await door_phone(event)
    mistake, again = scan(), scan(at=moment(5))
    assert await sent(phone, mistake, again, undo(mistake)) == ["undone", "already", "undone"]
    assert (await kept(event))["stands"] == {again.id}


async def test_a_phone_undoes_what_went_through_the_door_and_nothing_else() -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    phone, other = await door_phone(event), await door_phone(next_event)
    theirs, own = scan(), line(event)
    await sent(other, theirs)
    await register.write([own])
    not_ours = undo(scan(id=own.id))
    assert await sent(phone, undo(theirs), not_ours) == ["refused", "refused"]
    assert (await kept(event))["stands"] == {own.id}
    assert (await kept(next_event))["stands"] == {theirs.id}


async def test_a_second_link_of_the_same_door_undoes_what_the_first_one_sent() -> None:
    event = await planned()
    thing = scan()
    await sent(await door_phone(event), thing)
    assert await sent(await door_phone(event), undo(thing)) == ["undone"]
    assert (await kept(event))["voided"] == {thing.id}


async def test_a_closed_register_waits_for_a_coordinator() -> None:
    event = await planned()
    phone = await door_phone(event)
    thing, late = scan(), scan(at=moment(900))
    assert await sent(phone, thing, late) == ["recorded", "aside"]
    await planning.close(event, by=SYSTEM, at=moment(600))
    assert await sent(phone, undo(thing), undo(late)) == ["aside", "undone"]
    assert await sent(phone, undo(thing)) == ["aside"]
    state = await kept(event)
    assert (state["stands"], state["dropped"]) == ({thing.id}, {late.id})


async def test_what_a_coordinator_put_back_stays_however_often_the_phone_repeats_itself() -> None:
    event = await planned()
    phone = await door_phone(event)
    thing = scan()
    back = undo(thing)
    await sent(phone, thing, back)
    await voiding.restore("check_in", thing.id, "Sí estuvo", by=SYSTEM, at=SATURDAY)
    assert await sent(phone, back, thing) == ["undone", "undone"]
    assert (await kept(event))["stands"] == {thing.id}


@pytest.mark.parametrize("thing", [scan(), count()])
async def test_what_was_corrected_meanwhile_was_the_same_mistake(thing: Noticed) -> None:
    event = await planned()
    phone = await door_phone(event)
    await sent(phone, thing)
    said = Correction(id=new_id(), sex="male", age_band="60+", audience=None)
    kind: voiding.Kind = "check_in" if thing.kind == "scan" else "headcount"
    await correcting.correct(kind, thing.id, said, "Era un señor", by=SYSTEM, at=SATURDAY)
    assert await sent(phone, undo(thing)) == ["undone"]
    state = await kept(event)
    assert (state["stands"], state["voided"]) == (set(), {thing.id, said.id})


async def test_an_undoing_of_nothing_harms_nobody() -> None:
    event = await planned()
    phone = await door_phone(event)
    assert await sent(phone, undo(scan()), undo(scan()), scan()) == [
        "undone", "undone", "recorded",
    ]  # fmt: skip
    assert len(await recorded(event)) == 1
