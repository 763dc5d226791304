"""What is doubtful is decided once, with a reason, and rests."""

import asyncio
from datetime import timedelta
from typing import Literal
from uuid import UUID

import pytest

from events.attendance.domain import register, summary
from events.attendance.domain.review import doubts, inbox, inbox_past, rulings
from events.attendance.domain.review.doubts import Key
from events.attendance.domain.review.rulings import Judgement
from events.planning.domain import planning
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import line, moment, under_way
from tests.events.attendance.aside import audited, phone_at, sheet
from tests.support.cast import Cast
from tests.support.events import SATURDAY

A_MOMENT = timedelta(seconds=9)
pytestmark = pytest.mark.usefixtures("db")
SAME = Judgement(fate="merged", reason="Se registró dos veces")
FINE = Judgement(fate="kept", reason="Son personas distintas")


async def keys(event: UUID) -> list[Key]:
    return [doubts.key(doubt) for doubt in await inbox.doubts_about(event)]


async def people(event: UUID) -> int:
    return (await summary.totals_of(event)).people


async def twice(event: UUID, *, times: int = 2) -> None:
    """One person who pressed «una persona más» too often."""
    await register.write([line(event, at=SATURDAY + number * A_MOMENT) for number in range(times)])


async def test_merging_two_lines_takes_one_person_away(cast: Cast) -> None:
    event = await under_way()
    await twice(event)
    verdict = await rulings.decide(event, await keys(event), SAME, by=cast.pinula, at=now())
    assert (verdict.done, verdict.before, verdict.gone) == (1, [], 0)
    assert (await keys(event), await people(event)) == ([], 1)
    assert (await audited("doubt.decided"), await audited("check_in.voided")) == (1, 1)


async def test_several_are_merged_at_once_into_one(cast: Cast) -> None:
    event = await under_way()
    await twice(event, times=5)
    await rulings.decide(event, await keys(event), SAME, by=cast.pinula, at=now())
    assert await people(event) == 1


async def test_what_is_kept_does_not_come_back(cast: Cast) -> None:
    event = await under_way()
    await twice(event, times=3)
    first, second = await keys(event)
    await rulings.decide(event, [first], FINE, by=cast.pinula, at=now())
    assert (await keys(event), await people(event)) == ([second], 3)
    (past,) = await inbox_past.decided_at(event)
    assert (past.kind, past.fate, past.reason, past.by) == (
        "double", "kept", FINE.reason, "Paula Pinula",
    )  # fmt: skip


@pytest.mark.parametrize(("keep", "stays"), [("first", 12), ("second", 13)])
async def test_of_two_countings_of_a_room_the_chosen_one_stays(
    cast: Cast, keep: Literal["first", "second"], stays: int
) -> None:
    event = await under_way()
    await sheet(event, 12)
    await sheet(event, 13, at=moment(9), way="paper")
    said = Judgement(fate="merged", reason="La misma gente", keep=keep)
    await rulings.decide(event, await keys(event), said, by=cast.pinula, at=now())
    assert (await people(event), await keys(event)) == (stays, [])


async def test_a_clock_is_noted_and_its_lines_stay(cast: Cast) -> None:
    event = await under_way()
    phone = await phone_at(event)
    await register.write([line(event, pseudonym=b"p" * 32, phone=phone, clock_skew=-3_600_000)])
    (clock,) = await keys(event)
    with pytest.raises(Invalid):
        await rulings.decide(event, [clock], SAME, by=cast.pinula, at=now())
    await rulings.decide(event, [clock], FINE, by=cast.pinula, at=now())
    assert (await keys(event), await people(event)) == ([], 1)


async def test_of_two_who_decide_at_once_one_wins_and_the_other_reads_it(cast: Cast) -> None:
    event = await under_way()
    await twice(event)
    found = await keys(event)
    told = await asyncio.gather(
        rulings.decide(event, found, FINE, by=cast.admin, at=now()),
        rulings.decide(event, found, SAME, by=cast.pinula, at=now()),
    )
    winner, other = sorted(told, key=lambda verdict: -verdict.done)
    assert (winner.done, other.done, other.gone) == (1, 0, 0)
    (before,) = other.before
    assert (before.fate, before.by) in {("kept", "Alba Admin"), ("merged", "Paula Pinula")}


async def test_what_never_was_a_doubt_is_gone(cast: Cast) -> None:
    event = await under_way()
    verdict = await rulings.decide(event, [Key("double", "x")], FINE, by=cast.pinula, at=now())
    assert (verdict.done, verdict.gone) == (0, 1)


async def test_a_decision_needs_a_reason_and_whoever_looks_after_the_place(cast: Cast) -> None:
    event = await under_way()
    await twice(event)
    found = await keys(event)
    for reason in (" ", "x" * 201):
        with pytest.raises(Invalid):
            await rulings.decide(
                event, found, Judgement(fate="kept", reason=reason), by=cast.pinula, at=now()
            )
    with pytest.raises(NotAllowed):
        await rulings.decide(event, found, FINE, by=cast.mixco, at=now())
    with pytest.raises(NotFound):
        await rulings.decide(UUID(int=1), found, FINE, by=cast.pinula, at=now())
    assert await keys(event) == found


async def test_in_a_closed_register_nothing_falls_but_a_doubt_can_be_settled(cast: Cast) -> None:
    event = await under_way()
    await twice(event)
    found = await keys(event)
    await planning.close(event, by=SYSTEM, at=now())
    with pytest.raises(Conflict):
        await rulings.decide(event, found, SAME, by=cast.pinula, at=now())
    await rulings.decide(event, found, FINE, by=cast.pinula, at=now())
    assert (await keys(event), await people(event)) == ([], 2)
