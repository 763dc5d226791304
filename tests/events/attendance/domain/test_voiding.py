"""A wrong line leaves the count with a reason, and stays to be seen."""

from uuid import UUID

import pytest

from events.attendance.domain import register
from events.attendance.domain.correcting import Correction, correct
from events.attendance.domain.summary import totals_of
from events.attendance.domain.voiding import Kind, restore, void
from events.planning.domain import planning
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.events.attendance.arriving import line, moment, recorded
from tests.events.attendance.domain.test_headcounts import add, tally
from tests.support.cast import Cast
from tests.support.events import SATURDAY, planned

pytestmark = pytest.mark.usefixtures("db")
KINDS: tuple[Kind, ...] = ("check_in", "headcount")


async def sent(kind: Kind, event: UUID) -> UUID:
    if kind == "check_in":
        one = line(event)
        await register.write([one])
        return one.id
    counted = tally()
    await add(event, counted)
    return counted.id


@pytest.mark.parametrize("kind", KINDS)
async def test_a_line_is_voided_with_a_reason_and_kept(kind: Kind, cast: Cast) -> None:
    event = await planned()
    wrong = await sent(kind, event)
    voided = await void(kind, wrong, "  Se contó\n dos veces\x00 ", by=cast.pinula, at=SATURDAY)
    assert (voided.event, voided.voided_at, voided.reason) == (
        event, SATURDAY, "Se contó dos veces",
    )  # fmt: skip
    (kept,) = await fetch(f"SELECT voided_at, void_reason FROM {kind} WHERE id = $1", wrong)
    assert tuple(kept) == (SATURDAY, "Se contó dos veces")
    (told,) = await fetch(
        "SELECT account, act FROM audit_entry WHERE subject = $1", f"{kind}:{wrong}"
    )
    assert tuple(told) == (cast.pinula.account, f"{kind}.voided")


@pytest.mark.parametrize("kind", KINDS)
async def test_a_line_is_voided_once(kind: Kind) -> None:
    wrong = await sent(kind, await planned())
    await void(kind, wrong, "Doble", by=SYSTEM, at=SATURDAY)
    with pytest.raises(Conflict):
        await void(kind, wrong, "Otra vez", by=SYSTEM, at=SATURDAY)


@pytest.mark.parametrize("reason", ["", "   ", "\n", "x" * 201])
async def test_a_reason_is_some_words(reason: str) -> None:
    wrong = await sent("check_in", await planned())
    with pytest.raises(Invalid):
        await void("check_in", wrong, reason, by=SYSTEM, at=SATURDAY)


async def test_a_line_that_does_not_exist_is_not_voided() -> None:
    with pytest.raises(NotFound):
        await void("check_in", new_id(), "Doble", by=SYSTEM, at=SATURDAY)


async def test_only_who_keeps_the_register_voids(cast: Cast) -> None:
    wrong = await sent("check_in", await planned())
    for stranger in (cast.mixco, cast.evaluator):
        with pytest.raises(NotAllowed):
            await void("check_in", wrong, "Doble", by=stranger, at=SATURDAY)
    script = Actor(account=None, name="Lector de tarjetas", role="token:attend")
    assert (await void("check_in", wrong, "Doble", by=script, at=SATURDAY)).id == wrong


async def test_a_closed_register_is_not_corrected_behind_anybody_s_back() -> None:
    event = await planned()
    wrong = await sent("check_in", event)
    await planning.close(event, by=SYSTEM, at=moment(600))
    with pytest.raises(Conflict):
        await void("check_in", wrong, "Doble", by=SYSTEM, at=moment(601))
    await planning.reopen(event, by=SYSTEM, at=moment(602))
    assert (await void("check_in", wrong, "Doble", by=SYSTEM, at=moment(603))).id == wrong


async def test_another_sighting_of_the_pass_counts_in_its_stead() -> None:
    event = await planned()
    first, second = (line(event, pseudonym=b"p" * 32, at=moment(minute)) for minute in (1, 2))
    await register.write([first, second])
    voided = await void("check_in", first.id, "Era otra", by=SYSTEM, at=SATURDAY)
    assert voided.still_counts
    assert [row["id"] for row in await recorded(event) if row["standing"]] == [second.id]
    assert not (await void("check_in", second.id, "Tampoco", by=SYSTEM, at=SATURDAY)).still_counts
    assert [row["id"] for row in await recorded(event) if row["standing"]] == []


async def test_a_repeat_is_voided_without_touching_what_counts() -> None:
    event = await planned()
    first, second = (line(event, pseudonym=b"p" * 32, at=moment(minute)) for minute in (1, 2))
    await register.write([first, second])
    assert (await void("check_in", second.id, "Doble", by=SYSTEM, at=SATURDAY)).still_counts
    assert [row["id"] for row in await recorded(event) if row["standing"]] == [first.id]


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_voided_by_mistake_is_put_back_with_a_reason(kind: Kind, cast: Cast) -> None:
    event = await planned()
    right = await sent(kind, event)
    people = (await totals_of(event)).people
    with pytest.raises(Conflict):
        await restore(kind, right, "Nada", by=cast.pinula, at=SATURDAY)
    await void(kind, right, "Doble", by=cast.pinula, at=SATURDAY)
    with pytest.raises(Invalid):
        await restore(kind, right, " ", by=cast.pinula, at=SATURDAY)
    await restore(kind, right, "No era doble", by=cast.pinula, at=SATURDAY)
    assert (await totals_of(event)).people == people
    told = await fetch(
        "SELECT act FROM audit_entry WHERE subject = $1 ORDER BY id", f"{kind}:{right}"
    )
    assert [row["act"] for row in told] == [f"{kind}.voided", f"{kind}.restored"]


async def test_who_is_put_back_counts_once_however_often_they_were_noticed() -> None:
    event = await planned()
    first, second = (line(event, pseudonym=b"p" * 32, at=moment(minute)) for minute in (1, 2))
    await register.write([first, second])
    await void("check_in", first.id, "Doble", by=SYSTEM, at=SATURDAY)
    await restore("check_in", first.id, "No era", by=SYSTEM, at=SATURDAY)
    assert [row["id"] for row in await recorded(event)] == [first.id]


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_corrected_is_not_put_back_beside_its_correction(kind: Kind) -> None:
    wrong = await sent(kind, await planned())
    said = Correction(id=new_id(), sex="male", age_band="60+", audience=None)
    await correct(kind, wrong, said, "Era un señor", by=SYSTEM, at=SATURDAY)
    with pytest.raises(Conflict):
        await restore(kind, wrong, "Sí era", by=SYSTEM, at=SATURDAY)
    await void(kind, said.id, "Tampoco", by=SYSTEM, at=SATURDAY)
    await restore(kind, wrong, "Sí era", by=SYSTEM, at=SATURDAY)
