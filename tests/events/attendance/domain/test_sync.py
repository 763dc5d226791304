"""Phones send late, twice and out of order, and the register comes out the same."""

import asyncio
from collections import Counter
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from events.attendance.domain import pseudonyms, sync
from events.attendance.domain.arrivals import Arrival
from events.attendance.domain.cards import passes
from events.attendance.domain.register import Receipt
from events.attendance.tables import Pass, PassSheet
from events.planning.domain import agenda, planning
from server.foundation.database import fetch
from server.foundation.errors import NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.events.attendance.arriving import (
    PASS,
    SIGNER,
    arrival,
    everything,
    moment,
    recorded,
)
from tests.support.cast import Cast
from tests.support.events import TODAY, planned
from volunteers.assignments.domain import helping

pytestmark = pytest.mark.usefixtures("db")
CARDS = ("ABCD2345WXYZ", "BCDE2345WXYZ", "CDEF2345WXYZ", None)


async def send(*arrivals: Arrival, by: Actor = SYSTEM) -> list[Receipt]:
    return await sync.check_in(arrivals, by=by, signer=SIGNER, who_helps=helping)


def words(receipts: list[Receipt]) -> list[str]:
    return [receipt.result for receipt in receipts]


async def test_a_batch_gets_a_receipt_for_every_id_in_its_order() -> None:
    event = await planned()
    sent = [
        arrival(event, pass_code=PASS),
        arrival(event, sex="x"),
        arrival(event, pass_code="abcd 2345 wxyz"),
        arrival(event),
    ]
    receipts = await send(*sent)
    assert [receipt.id for receipt in receipts] == [one.id for one in sent]
    assert words(receipts) == ["recorded", "refused", "already", "recorded"]
    assert [receipt.reason is None for receipt in receipts] == [True, False, True, True]
    assert words(await send(*sent)) == ["already", "refused", "already", "already"]


async def test_a_line_keeps_both_clocks_and_who_entered_it(cast: Cast) -> None:
    event = await planned()
    late = arrival(event, at=moment(4), received_at=moment(3_000), source="api")
    own = arrival(event, at=moment(-900), received_at=moment(6), source="self")
    assert words(await send(late, own, by=cast.pinula)) == ["recorded", "recorded"]
    kept = [(row["at"], row["received_at"], row["entered_by"]) for row in await recorded(event)]
    assert kept == [
        (moment(4), moment(3_000), cast.pinula.account),
        (moment(6), moment(6), cast.pinula.account),
    ]


async def test_a_batch_may_be_of_several_events() -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    both = [arrival(e, pass_code=PASS) for e in (event, next_event)]
    assert words(await send(*both)) == ["recorded", "recorded"]
    lines = [*await recorded(event), *await recorded(next_event)]
    assert lines[0]["pseudonym"] == lines[1]["pseudonym"] is not None


async def test_an_id_that_another_event_has_is_refused() -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    sent = arrival(event)
    await send(sent)
    (receipt,) = await send(replace(sent, event_id=next_event))
    assert (receipt.result, receipt.reason) == (
        "refused", "Ese identificador ya se usó en otra actividad.",
    )  # fmt: skip
    assert await recorded(next_event) == []


async def test_after_the_register_is_closed_nothing_more_is_taken() -> None:
    event = await planned()
    await planning.close(event, by=SYSTEM, at=moment(600))
    (receipt,) = await send(arrival(event))
    assert (receipt.result, receipt.reason) == (
        "refused",
        "El registro de esta actividad está cerrado. Ya no se registra a más personas.",
    )  # fmt: skip


async def test_what_is_there_already_is_not_asked_again_whether_it_can_stand() -> None:
    event = await planned()
    sent = arrival(event)
    await send(sent)
    await planning.close(event, by=SYSTEM, at=moment(600))
    assert words(await send(sent, replace(sent, sex="x"))) == ["already", "already"]


async def test_a_pass_that_was_revoked_is_refused() -> None:
    event = await planned()
    sheet = PassSheet(id=new_id(), letters="ABCD", municipality="0103", cards=1, made_at=TODAY)
    await PassSheet.insert(sheet)
    mark = passes.mark(PASS, SIGNER)
    await Pass.insert(
        Pass(mark=mark, sheet=sheet.id, number=1, revoked_at=TODAY, reason="Se perdió")
    )
    lost, fine = await send(arrival(event, pass_code=PASS), arrival(event, pass_code=CARDS[1]))
    assert (lost.result, lost.reason) == ("refused", "Esa tarjeta está anulada.")
    assert fine.result == "recorded"


async def test_once_the_key_is_destroyed_people_count_without_a_trail() -> None:
    event = await planned()
    await send(arrival(event, pass_code=PASS))
    await pseudonyms.destroy((await agenda.event(event)).period, by=SYSTEM, at=TODAY)
    assert words(await send(arrival(event, pass_code=PASS))) == ["recorded"]
    assert Counter(row["pseudonym"] is None for row in await recorded(event)) == {
        True: 1, False: 1,
    }  # fmt: skip


async def test_no_key_is_made_for_people_without_a_pass() -> None:
    event = await planned()
    await send(arrival(event))
    assert await fetch("SELECT FROM period_key") == []
    await send(arrival(event, pass_code=PASS))
    assert len(await fetch("SELECT FROM period_key")) == 1


async def test_no_table_holds_the_pass() -> None:
    event = await planned(title="Una tarde distinta")
    await send(arrival(event, pass_code=PASS))
    assert len(await recorded(event)) == 1
    kept = await everything()
    assert "Una tarde distinta" in kept
    assert PASS not in kept
    assert PASS.encode().hex() not in kept


async def test_only_who_may_count_there_sends_arrivals(cast: Cast) -> None:
    event = await planned()
    assert words(await send(arrival(event), by=cast.pinula)) == ["recorded"]
    for stranger in (cast.mixco, cast.evaluator):
        with pytest.raises(NotAllowed):
            await send(arrival(event), by=stranger)


async def test_an_event_that_does_not_exist_takes_nobody() -> None:
    event = await planned()
    with pytest.raises(NotFound):
        await send(arrival(event), arrival(new_id()))
    assert await recorded(event) == []


async def test_phones_that_send_the_same_passes_at_once_agree() -> None:
    event = await planned()
    cards = [f"ABCD2345WX{a}{b}" for a in "ABCDE" for b in "FGHJK"]
    phones = [[arrival(event, pass_code=card) for card in cards] for _phone in range(4)]
    phones[1].reverse()
    receipts = await asyncio.gather(*(send(*phone) for phone in phones))
    assert Counter(word for phone in receipts for word in words(phone)) == {
        "recorded": 25, "already": 75,
    }  # fmt: skip
    assert len(await recorded(event)) == 25


Scan = tuple[int, int, int]
"""A scan: the number of its id, of its card, and the minutes after the start."""


@st.composite
def sendings(draw: st.DrawFn) -> tuple[list[Scan], list[list[int]]]:
    """Some scans, and batches in which each is sent at least once, in any order, cut at will."""
    scan = st.tuples(st.integers(0, 7), st.integers(0, 3), st.sampled_from([-99, 0, 9, 999]))
    scans = draw(st.lists(scan, min_size=1, max_size=8, unique_by=lambda one: one[0]))
    again = draw(st.lists(st.integers(0, len(scans) - 1), max_size=6))
    sent = draw(st.permutations(range(len(scans)))) + again
    size = draw(st.integers(1, 4))
    return scans, [sent[start : start + size] for start in range(0, len(sent), size)]


@pytest.mark.anyio
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sent=sendings())
async def test_however_batches_are_cut_repeated_and_shuffled_the_register_is_the_same(
    sent: tuple[list[Scan], list[list[int]]],
) -> None:
    scans, batches = sent
    event, same_event = await planned(), await planned(title="El mismo taller")
    in_one_go = await send(*_arrivals(event, scans, uuid4()))
    pieces = _arrivals(same_event, scans, uuid4())
    in_pieces = [await send(*(pieces[number] for number in batch)) for batch in batches]

    assert await _people(same_event) == await _people(event)
    for batch, receipts in zip(batches, in_pieces, strict=True):
        assert [receipt.id for receipt in receipts] == [pieces[number].id for number in batch]
    told = Counter(word for receipts in in_pieces for word in words(receipts))
    assert told["recorded"] == words(in_one_go).count("recorded") == len(await recorded(event))


def _arrivals(event: UUID, scans: list[Scan], salt: UUID) -> list[Arrival]:
    return [
        arrival(
            event,
            id=UUID(int=salt.int ^ number),
            pass_code=CARDS[card],
            at=moment(minutes),
            sex=("female", "male", "other", "unknown")[card],
        )
        for number, card, minutes in scans
    ]


async def _people(event: UUID) -> Counter[tuple[bytes | None, str]]:
    return Counter((row["pseudonym"], row["sex"]) for row in await recorded(event))
