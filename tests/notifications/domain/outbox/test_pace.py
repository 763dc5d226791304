"""How fast channels go, and when they rest."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from notifications.domain.outbox import pace
from notifications.domain.outbox.pace import APART, IN_A_ROW, LONGEST_REST, HeldUp, Rate
from notifications.domain.outbox.patience import Outcome
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, NotAllowed
from tests.support.cast import Cast
from tests.support.events import TODAY
from tests.support.reached import notice
from tests.support.rounds import HOUR

SECOND = timedelta(seconds=1)
SLOW = {"mail": Rate(2, 3), "sms": Rate(10, 10, APART)}
DOWN = Outcome(name="failed", detail="refused", everybody=True)
SENT = Outcome(name="sent")


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Every test needs one."""


async def slots(number: int, at: datetime = TODAY) -> list[float | None]:
    taken = [await pace.take("mail", at=at, rates=SLOW) for _one in range(number)]
    return [None if one is None else one.total_seconds() for one in taken]


async def noted(outcome: Outcome, times: int = 1, at: datetime = TODAY) -> None:
    await pace.take("mail", at=at, rates=SLOW)
    for _one in range(times):
        await pace.note("mail", outcome, at=at)


async def state() -> dict[str, Any]:
    return dict((await fetch("SELECT * FROM channel_state"))[0])


async def test_after_a_rest_some_leave_at_once_and_then_each_waits_for_its_slot() -> None:
    assert await slots(6) == [0, 0, 0, 0.5, 1.0, None]


async def test_what_was_not_used_is_saved_up_to_a_point() -> None:
    await slots(5)
    assert await slots(2, TODAY + 2 * SECOND) == [0, 0]
    assert await slots(4, TODAY + HOUR) == [0, 0, 0, 0.5]


async def test_processes_share_the_slots() -> None:
    taken = await asyncio.gather(*(pace.take("mail", at=TODAY, rates=SLOW) for _ in range(9)))
    assert sum(one is not None for one in taken) == 5


async def test_a_clock_that_is_a_little_behind_gains_nothing_and_one_put_back_starts_anew() -> None:
    await slots(5)
    assert await slots(1, TODAY - SECOND) == [None]
    assert await slots(1, TODAY - HOUR) == [0]


async def test_a_channel_that_is_down_rests_for_longer_and_longer() -> None:
    await noted(DOWN, IN_A_ROW - 1)
    assert (await state())["open_until"] is None
    rests = []
    for _again in range(7):
        await pace.note("mail", DOWN, at=TODAY)
        rests.append((await state())["open_until"] - TODAY)
    assert rests == [*(timedelta(seconds=30 * 2**n) for n in range(5)), LONGEST_REST, LONGEST_REST]
    assert await slots(1) == [None]
    held_up = await pace.held_up(at=TODAY)
    assert held_up == HeldUp({"mail": TODAY + LONGEST_REST}, frozenset())


async def test_after_a_rest_one_goes_as_a_test_and_opens_the_way_for_all() -> None:
    await noted(DOWN, IN_A_ROW)
    later = TODAY + HOUR
    assert await slots(3, later) == [0, None, None]
    await pace.note("mail", SENT, at=later)
    assert (await slots(2, later), (await state())["failures"]) == ([0, 0], 0)


async def test_a_test_that_fails_makes_all_wait_again() -> None:
    await noted(DOWN, IN_A_ROW)
    later = TODAY + HOUR
    await slots(1, later)
    await pace.note("mail", DOWN, at=later)
    assert await slots(1, later + 59 * SECOND) == [None]


async def test_a_test_that_nobody_came_back_from_is_made_again() -> None:
    await noted(DOWN, IN_A_ROW)
    assert await slots(2, TODAY + HOUR) == [0, None]
    assert await slots(2, TODAY + HOUR + pace.TEST_LASTS) == [0, None]


async def test_one_person_who_is_refused_or_has_to_wait_is_no_fault_of_the_channel() -> None:
    await noted(Outcome(name="failed"), 9)
    await noted(Outcome(name="refused"), 9)
    assert ((await state())["failures"], (await state())["open_until"]) == (0, None)
    await noted(DOWN, IN_A_ROW)
    await slots(1, TODAY + HOUR)
    await pace.note("mail", Outcome(name="failed"), at=TODAY + HOUR)
    assert (await slots(1, TODAY + HOUR), (await state())["failures"]) == ([0], IN_A_ROW)


async def test_a_provider_that_asks_all_to_wait_is_left_alone_for_so_long() -> None:
    busy = Outcome(name="failed", everybody=True, wait=HOUR)
    await noted(busy)
    assert await slots(1, TODAY + HOUR - SECOND) == [None]
    assert await slots(1, TODAY + HOUR) == [0]


async def test_programs_have_an_address_each_and_none_holds_up_the_others() -> None:
    for _again in range(9):
        await pace.take("webhook", at=TODAY)
        await pace.note("webhook", Outcome(name="unknown"), at=TODAY)
    assert (await state())["failures"] == 0


async def test_a_channel_that_stopped_goes_on_when_an_administrator_says_so(cast: Cast) -> None:
    await noted(Outcome(name="failed", detail="the token is no good", stopped=True))
    assert (await pace.held_up(at=TODAY + 9 * HOUR)).stopped == {"mail"}
    assert await slots(1, TODAY + 9 * HOUR) == [None]
    with pytest.raises(NotAllowed):
        await pace.resume("mail", by=cast.pinula, at=TODAY)
    await pace.resume("mail", by=cast.admin, at=TODAY)
    assert (await slots(1), (await state())["detail"]) == ([0], "")
    with pytest.raises(Conflict):
        await pace.resume("mail", by=cast.admin, at=TODAY)
    acts = await fetch("SELECT act, subject FROM audit_entry WHERE act LIKE 'channel.%'")
    assert [tuple(row) for row in acts] == [("channel.resumed", "channel:mail")]


async def test_who_is_written_to_by_mail_may_be_written_to_again_at_once() -> None:
    async with transaction():
        assert await pace.free_at(notice(), "mail", at=TODAY) == TODAY
        assert await pace.free_at(notice(), "sms", at=TODAY) == TODAY
