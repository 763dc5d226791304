"""Whatever a phone at a door noticed is answered for, and nothing of it is lost."""

import asyncio
import json
from datetime import datetime, timedelta

import pytest

from events.attendance.domain import pseudonyms, register
from events.attendance.domain.cards import passes
from events.attendance.domain.door.door_batches import Noticed, take_in
from events.attendance.tables import Pass, PassSheet
from events.planning.domain import agenda, planning
from server.foundation.database import execute, fetch
from server.foundation.errors import NotFound
from server.foundation.identity import SYSTEM, new_id
from tests.events.attendance.arriving import PASS, SIGNER, line, moment, recorded, sightings
from tests.events.attendance.noticing import CARDS, count, door_phone, kept, scan, sent
from tests.support.events import SATURDAY, TODAY, planned

pytestmark = pytest.mark.usefixtures("db")
HOUR = 3_600_000


async def test_every_thing_gets_its_answer_and_the_same_again_changes_nothing() -> None:
    event = await planned()
    phone = await door_phone(event)
    first, again, people = scan(), scan(pass_code="abcd 2345 wxyz"), count()
    bad = scan(pass_code="no es una")
    batch = [first, first, again, people, people, bad]
    assert await sent(phone, *batch) == [
        "recorded", "already", "already", "recorded", "already", "refused",
    ]  # fmt: skip
    before = await kept(event)
    assert await sent(phone, *batch) == ["already"] * 5 + ["refused"]
    assert await kept(event) == before
    assert before["stands"] == {min(first.id, again.id), people.id}
    assert before["repeats"] == {max(first.id, again.id)}


async def test_nothing_noticed_is_nothing_answered() -> None:
    assert await sent(await door_phone(await planned())) == []


async def test_a_line_says_which_phone_and_how_wrong_its_clock_was() -> None:
    event = await planned()
    phone = await door_phone(event, clock_skew=-HOUR)
    assert await sent(phone, scan(at=moment(70)), count(at=moment(70))) == ["recorded"] * 2
    (one,) = await recorded(event)
    assert (one["source"], one["at"], one["clock_skew"]) == ("door", moment(70), -HOUR)
    assert (one["phone"], one["entered_by"]) == (phone.phone, None)
    (many,) = await fetch("SELECT way, at, clock_skew, phone, count FROM headcount")
    assert tuple(many) == ("door", moment(70), -HOUR, phone.phone, 3)


async def test_who_counted_is_noted_once_and_who_came_never() -> None:
    event = await planned()
    phone = await door_phone(event)
    batch = [scan(), count(count=3), count(count=4)]
    for _time in range(2):
        await sent(phone, *batch)
    told = await fetch("SELECT actor, detail FROM audit_entry WHERE act = 'headcount.entered'")
    (row,) = told
    assert (row["actor"], json.loads(row["detail"])) == (
        "Puerta", {"people": 7, "phone": str(phone.phone)},
    )  # fmt: skip
    assert await fetch("SELECT FROM audit_entry WHERE act LIKE 'check_in%'") == []


@pytest.mark.parametrize(
    ("minutes", "skew", "why"),
    [
        (-31, 0, "early"),
        (-30, 0, None),
        (210, 0, None),
        (211, 0, "late"),
        (-80, HOUR, None),
        (240, -HOUR, None),
        (0, -HOUR, "early"),
        (180, HOUR, "late"),
    ],
)
async def test_what_happened_outside_the_hours_by_our_clock_waits(
    minutes: int, skew: int, why: str | None
) -> None:
    event = await planned()
    phone = await door_phone(event, clock_skew=skew)
    things = scan(at=moment(minutes)), count(at=moment(minutes))
    assert await sent(phone, *things) == ["aside" if why else "recorded"] * 2
    rows = await fetch("SELECT why, people, pseudonym IS NULL, at, clock_skew FROM set_aside")
    assert {tuple(row) for row in rows} == (
        {(why, None, False, moment(minutes), skew), (why, 3, True, moment(minutes), skew)}
        if why
        else set()
    )
    assert await sent(phone, *things) == ["aside" if why else "already"] * 2


async def test_a_clock_that_is_decades_behind_is_understood() -> None:
    event = await planned()
    long_ago = datetime(1970, 1, 1, 0, 2, tzinfo=SATURDAY.tzinfo)
    behind = (SATURDAY - long_ago) // timedelta(milliseconds=1)
    assert await sent(await door_phone(event, clock_skew=behind), scan(at=long_ago)) == ["recorded"]


@pytest.mark.parametrize("state", ["closed", "cancelled"])
async def test_what_comes_after_the_end_of_a_register_waits(state: str) -> None:
    event = await planned()
    phone = await door_phone(event)
    in_time, late = scan(), scan(pass_code=CARDS[1])
    assert await sent(phone, in_time) == ["recorded"]
    if state == "closed":
        await planning.close(event, by=SYSTEM, at=moment(600))
    else:
        await planning.cancel(event, "rain", by=SYSTEM, at=moment(10))
    assert await sent(phone, in_time, late) == ["already", "aside"]
    assert [row["why"] for row in await fetch("SELECT why FROM set_aside")] == [state]


@pytest.mark.parametrize(
    ("fate", "told"), [("kept", "recorded"), ("moved", "recorded"), ("dropped", "refused")]
)
async def test_once_it_is_decided_the_phone_hears_of_it(fate: str, told: str) -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    phone = await door_phone(event)
    early = scan(at=moment(-60))
    assert await sent(phone, early) == ["aside"]
    await execute(
        "UPDATE set_aside SET fate = $1, reason = 'x', decided_at = $2, moved_to = $3",
        fate, SATURDAY, next_event if fate == "moved" else None,
    )  # fmt: skip
    if fate != "dropped":
        await register.write([line(event if fate == "kept" else next_event, id=early.id)])
    assert await sent(phone, early) == [told]


async def test_a_pass_that_was_revoked_is_refused_but_not_what_it_did_before() -> None:
    event = await planned()
    phone, before = await door_phone(event), scan()
    assert await sent(phone, before) == ["recorded"]
    sheet = PassSheet(id=new_id(), letters="ABCD", municipality="0103", cards=1, made_at=TODAY)
    await PassSheet.insert(sheet)
    await Pass.insert(
        Pass(mark=passes.mark(PASS, SIGNER), sheet=sheet.id, number=1, revoked_at=SATURDAY,
             reason="Se perdió")
    )  # fmt: skip
    batch = [before, scan(), scan(pass_code=CARDS[1])]
    told = await take_in(batch, sender=phone, received_at=SATURDAY, signer=SIGNER)
    assert [one.result for one in told] == ["already", "refused", "recorded"]
    assert told[1].reason == "Esa tarjeta está anulada."


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (scan(pass_code=None), "Esa tarjeta no se puede leer."),
        (scan(pass_code="ABCD2345"), "Esa tarjeta no se puede leer."),
        (scan(at=datetime(2026, 12, 5, 9)), "A la hora le falta su zona."),  # noqa: DTZ001 (that is the point)
        (scan(sex="x"), "El sexo debe ser uno de estos: female, male, other, unknown."),
        (scan(audience="x"), "Ese público no existe."),
        (count(count=None), "Un conteo tiene al menos una persona."),
        (count(count=0), "Un conteo tiene al menos una persona."),
        (
            count(count=10_001),
            "10001 personas en una sola línea no parece posible. El máximo es 10000.",
        ),
        (count(age_band="7"), "Esa edad o ese grupo de edad no existe."),
        (scan(kind="undo"), "Falta decir qué se deshace."),
    ],
)
async def test_what_nobody_could_take_in_is_refused_in_words(wrong: Noticed, sentence: str) -> None:
    event = await planned()
    phone = await door_phone(event)
    told = await take_in([wrong, scan()], sender=phone, received_at=SATURDAY, signer=SIGNER)
    assert [(one.result, one.reason) for one in told] == [
        ("refused", sentence), ("recorded", None),
    ]  # fmt: skip


async def test_an_id_of_another_event_is_refused() -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    taken = scan()
    assert await sent(await door_phone(next_event), taken) == ["recorded"]
    assert await sent(await door_phone(event), taken) == ["refused"]


async def test_once_the_key_is_destroyed_people_are_recorded_without_a_trail() -> None:
    event = await planned()
    await pseudonyms.destroy((await agenda.event(event)).period, by=SYSTEM, at=TODAY)
    assert await sent(await door_phone(event), scan(), scan()) == ["recorded", "recorded"]
    assert [row["pseudonym"] for row in await recorded(event)] == [None, None]


async def test_an_event_that_is_gone_takes_nothing() -> None:
    phone = await door_phone(await planned())
    with pytest.raises(NotFound):
        await take_in(
            [scan()], sender=type(phone)(phone=phone.phone, event=new_id(), clock_skew=0),
            received_at=SATURDAY, signer=SIGNER,
        )  # fmt: skip


async def test_the_same_batch_sent_twice_at_once_is_recorded_once() -> None:
    event = await planned()
    phone = await door_phone(event)
    batch = [scan(pass_code=f"ABCD2345WX{a}{b}") for a in "ABCDEF" for b in "FGHJK"] + [count()]
    twice = await asyncio.gather(sent(phone, *batch), sent(phone, *batch))
    assert sorted(twice) == [["already"] * 31, ["recorded"] * 31]
    assert len(await sightings(event)) == 30


async def test_batches_of_the_same_passes_in_opposite_order_do_not_block_each_other() -> None:
    event = await planned()
    phones = [await door_phone(event) for _number in range(4)]
    cards = [f"ABCD2345WX{a}{b}" for a in "ABCDEF" for b in "FGHJK"]
    batches = [[scan(pass_code=card) for card in cards] for _phone in phones]
    batches[1].reverse()
    batches[3].reverse()
    told = await asyncio.gather(
        *(sent(phone, *batch) for phone, batch in zip(phones, batches, strict=True))
    )
    assert sorted(told) == [["already"] * 30] * 3 + [["recorded"] * 30]
    assert len(await recorded(event)) == 30
    assert len(await sightings(event)) == 120
