"""What was counted keeps up with the registers, says so, and is put right where it is wrong."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from contextvars import Context
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from events.outreach.domain import ledgers, register_sql
from events.outreach.domain.ledgers import Freshness
from events.outreach.domain.periods.adjustments import Adjusted
from events.outreach.domain.questions import Question
from events.outreach.domain.rollups import (
    adjusted_cells,
    asking,
    rebuilding,
    refreshing,
    touches,
    verifying,
)
from events.outreach.domain.rollups.breaking_down import breakdowns
from events.outreach.domain.rollups.verifying import Check
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.identity import SYSTEM
from tests.support.registers import AFTER, ANA, BETO, WORKSHOP_DAY, arrived, held, march, tallied

EVERYTHING = Question(zone="America/Guatemala")
CHECKS = "SELECT events, wrong, way FROM count_check"


def elsewhere(work: Callable[[], Awaitable[Any]]) -> "asyncio.Task[Any]":
    """Somebody else's work, on a connection of its own."""

    async def done() -> Any:
        return await work()

    return Context().run(asyncio.ensure_future, done())


async def contacts() -> int:
    return (await ledgers.figures(EVERYTHING, by=SYSTEM, at=AFTER)).total.contacts


async def agrees() -> bool:
    figures = await ledgers.figures(EVERYTHING, by=SYSTEM, at=AFTER)
    return figures.by == await register_sql.breakdowns(EVERYTHING, by=SYSTEM, at=AFTER)


async def test_a_question_counts_what_changed_before_it_is_answered(db: None) -> None:
    await march()
    assert len(await touches.pending()) == 2
    figures = await ledgers.figures(EVERYTHING, by=SYSTEM, at=AFTER)
    assert (figures.total.contacts, figures.fresh) == (12, Freshness(counted_at=AFTER))
    assert await touches.pending() == []


async def test_a_question_says_how_much_is_not_counted_yet(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = await march()
    assert await contacts() == 12
    await arrived(there.workshop)
    await arrived(there.forum)
    monkeypatch.setattr(refreshing, "FEW", 1)
    figures = await ledgers.figures(EVERYTHING, by=SYSTEM, at=AFTER + timedelta(hours=1))
    assert figures.total.contacts == 12
    assert figures.fresh == Freshness(counted_at=AFTER, pending=2)
    await refreshing.go_on(lambda: AFTER, leaving=asyncio.Event())
    assert await contacts() == 14


async def test_what_changed_in_other_periods_holds_up_nobody(db: None) -> None:
    await arrived(await held(WORKSHOP_DAY))
    await arrived(await held(WORKSHOP_DAY.replace(year=2025)))
    (period,) = await fetch("SELECT period FROM event WHERE starts_at = $1", WORKSHOP_DAY)
    assert (await refreshing.up_to_date([period["period"]], at=AFTER)).pending == 0
    assert len(await touches.pending()) == 1


async def test_whoever_is_counting_is_not_waited_for_long(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "TRIES", 2)
    await arrived(await held(WORKSHOP_DAY))
    async with transaction():
        await only_one_at_a_time(refreshing.COUNTING)
        asked = elsewhere(lambda: ledgers.figures(EVERYTHING, by=SYSTEM, at=AFTER))
        assert (await asked).fresh == Freshness(counted_at=None, pending=1)
        await elsewhere(lambda: refreshing.go_on(lambda: AFTER, leaving=asyncio.Event()))
    assert (len(await touches.pending()), await contacts()) == (1, 1)


async def test_counting_stops_when_the_process_leaves(db: None) -> None:
    await arrived(await held(WORKSHOP_DAY))
    leaving = asyncio.Event()
    leaving.set()
    await refreshing.go_on(lambda: AFTER, leaving=leaving)
    assert len(await touches.pending()) == 1


async def test_nothing_is_lost_that_is_written_while_others_count(db: None) -> None:
    """A line that is committed after its register was counted is counted the next time."""
    event = await held(WORKSHOP_DAY)
    await tallied(event, 5)
    async with transaction():
        await arrived(event, pseudonym=ANA)
        assert await elsewhere(contacts) == 5
    assert await contacts() == 6
    events = [await held(WORKSHOP_DAY + timedelta(days=day)) for day in range(3)]

    async def write(name: bytes) -> None:
        for place in range(12):
            await arrived(events[place % 3], pseudonym=name + bytes([place]))

    async def count(way: Callable[[], Awaitable[Any]]) -> None:
        for _round in range(6):
            with contextlib.suppress(asyncio.CancelledError):
                await way()

    await asyncio.gather(
        *(elsewhere(partial(write, name)) for name in (ANA, BETO)),
        elsewhere(lambda: count(contacts)),
        elsewhere(lambda: count(lambda: refreshing.catch_up(at=AFTER))),
        elsewhere(lambda: count(lambda: rebuilding.rebuild(at=AFTER))),
    )
    assert await contacts() == 30
    assert await agrees()


async def test_everything_can_be_counted_from_nothing(db: None) -> None:
    await march()
    before = await ledgers.figures(EVERYTHING, by=SYSTEM, at=AFTER)
    await execute("DELETE FROM counted_event")
    await execute("UPDATE counted_person SET number = number + 70000")
    assert await rebuilding.rebuild(at=AFTER) == 2
    assert await ledgers.figures(EVERYTHING, by=SYSTEM, at=AFTER) == before


async def test_a_pass_that_is_nowhere_any_more_is_forgotten(db: None) -> None:
    event = await held(WORKSHOP_DAY)
    await arrived(event, pseudonym=ANA)
    kept = await arrived(event, pseudonym=BETO)
    assert await contacts() == 2
    await execute("DELETE FROM check_in WHERE id <> $1", kept)
    assert await contacts() == 1
    assert len(await fetch("SELECT FROM counted_person")) == 1


async def test_a_sample_that_was_counted_right_is_said_to_be(db: None) -> None:
    await march()
    assert await verifying.verify(10, at=AFTER) == Check(events=2, wrong=())
    assert [tuple(row) for row in await fetch(CHECKS)] == [(2, 0, "sample")]


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM counted_event WHERE event = $1",
        "UPDATE counted_event SET others = '' WHERE event = $1",
        "UPDATE counted_event SET people = substr(people, 5) WHERE event = $1",
        "UPDATE counted_person SET pseudonym = pseudonym || $1::uuid::text::bytea",
        "UPDATE counted_answers SET answers = set_byte(answers, 1, 9) WHERE $1::uuid IS NOT NULL",
    ],
    ids=["event", "cells", "passes", "numbers", "answers"],
)
async def test_what_was_counted_wrong_is_found_told_and_put_right(
    db: None, caplog: pytest.LogCaptureFixture, harm: str
) -> None:
    there = await march()
    await contacts()
    await execute(harm, there.workshop)
    check = await verifying.verify(10, at=AFTER)
    assert there.workshop in check.wrong
    assert str(there.workshop) in caplog.text
    assert (await verifying.verify(10, at=AFTER)).wrong == ()
    assert await agrees()


async def test_adjustments_count_beside_the_register(db: None) -> None:
    there = await march()
    lines = [
        Adjusted(
            event=there.workshop, period=(await fetch("SELECT period FROM event"))[0]["period"],
            sex=sex, age_band="13-14", audience=audience, people=people,
        )
        for sex, audience, people in (("female", "teachers", 4), ("male", "adolescents", -2))
    ]  # fmt: skip
    registers = (await asking.asked(EVERYTHING, by=SYSTEM, at=AFTER, adjusted=False)).registers
    figures = breakdowns(adjusted_cells.with_adjustments(registers, lines), ("sex",), None)
    total, by = figures
    assert (total.contacts, total.headcount, total.unique_from, total.unique_to) == (14, 9, 10, 12)
    assert {code: cell.contacts for code, cell in by["sex"].cells.items()} == {
        "female": 7, "male": 7,
    }  # fmt: skip
