"""What providers report of a message that they took: whom it holds up, and for how long."""

from datetime import timedelta
from typing import Any

import pytest

from notifications.channels.heard import Report
from notifications.domain.notice import Notice
from notifications.domain.notices.kinds import KINDS
from notifications.domain.outbox import leases, pace, receipts, sorting, trying
from notifications.domain.outbox.leases import Standing
from notifications.domain.outbox.patience import MOST_TRIES, Outcome
from server.foundation.database import execute, fetch
from tests.support.events import TODAY
from tests.support.rounds import HOUR, invited

WAY = "sms"
LATER = TODAY + timedelta(minutes=1)
SWITCHED_OFF, FILTERED, NO_MONEY, OVERFLOWN = 30003, 30007, 30002, 30001


@pytest.fixture
async def sent(db: None) -> Notice:
    """A message that the provider took."""
    await invited()
    await pace.take(WAY, at=TODAY)
    await KINDS["invitation"].owe(TODAY)
    await sorting.sort(KINDS, ["mail"], at=TODAY)
    (notice,) = await leases.claim(KINDS, "mail", at=TODAY)
    await tried(notice, Outcome(name="sent", reference="SM1"), "sent")
    return notice


async def tried(notice: Notice, outcome: Outcome, state: str) -> None:
    begun = await trying.begin(notice, WAY, None, at=TODAY)
    assert begun
    standing = Standing(state, TODAY + HOUR, WAY, notice.given_up)
    await trying.end(notice, WAY, begun, outcome, standing, at=TODAY)


async def reported(code: int | None, status: str = "failed") -> None:
    said = Report(reference="SM1", status=status, detail="so they say", code=code)
    await receipts.report(WAY, said, received_at=LATER)


async def standing() -> dict[str, Any]:
    return dict((await fetch("SELECT state, given_up, due_at FROM notice"))[0])


async def test_a_telephone_that_is_switched_off_is_tried_again(sent: Notice) -> None:
    await reported(SWITCHED_OFF)
    again = LATER + timedelta(minutes=30)
    assert await standing() == {"state": "queued", "given_up": [], "due_at": again}
    await receipts.catch_up(sent.id, at=LATER + HOUR)
    assert await standing() == {"state": "queued", "given_up": [], "due_at": again}


async def test_even_what_may_go_later_is_given_up_in_the_end(sent: Notice) -> None:
    await execute("UPDATE notice SET attempts = attempts + 20")
    await execute(
        "INSERT INTO delivery (id, notice, attempt, began_at, channel, outcome, ended_at)"
        " SELECT gen_random_uuid(), id, 1 + n, $1, $2, 'failed', $1"
        " FROM notice, generate_series(1, $3::int) n",
        TODAY, WAY, MOST_TRIES - 1,
    )  # fmt: skip
    await reported(SWITCHED_OFF)
    assert (await standing())["given_up"] == [WAY]


@pytest.mark.parametrize("code", [FILTERED, None, 999_999])
async def test_what_cannot_arrive_takes_its_next_way(sent: Notice, code: int | None) -> None:
    await reported(code)
    assert await standing() == {"state": "queued", "given_up": [WAY], "due_at": LATER}
    assert await pace.take(WAY, at=LATER) is not None


async def test_an_account_without_money_stops_the_channel_once(sent: Notice) -> None:
    await reported(NO_MONEY)
    assert await standing() == {"state": "queued", "given_up": [], "due_at": LATER}
    assert await pace.take(WAY, at=LATER) is None
    await execute("UPDATE channel_state SET stopped_at = NULL")
    await reported(NO_MONEY)
    assert await pace.take(WAY, at=LATER) is not None


async def test_a_full_queue_lets_everybody_wait(sent: Notice) -> None:
    await reported(OVERFLOWN)
    assert await pace.take(WAY, at=LATER) is None
    assert await pace.take(WAY, at=LATER + timedelta(minutes=16)) is not None


async def test_a_reason_that_is_faster_than_the_answer_is_not_lost(sent: Notice) -> None:
    await execute("UPDATE notice SET state = 'queued', settled_at = NULL, due_at = owed_at")
    await execute("DELETE FROM delivery")
    (notice,) = await leases.claim(KINDS, WAY, at=TODAY)
    await reported(SWITCHED_OFF)
    await tried(notice, Outcome(name="sent", reference="SM1"), "sent")
    assert await standing() == {
        "state": "queued", "given_up": [], "due_at": TODAY + timedelta(minutes=30)
    }  # fmt: skip


async def test_a_later_attempt_in_vain_is_none(sent: Notice) -> None:
    await execute("UPDATE notice SET state = 'queued', settled_at = NULL, due_at = owed_at")
    (again,) = await leases.claim(KINDS, WAY, at=TODAY)
    await tried(again, Outcome(name="failed"), "queued")
    assert (await standing())["due_at"] == TODAY + HOUR
    await reported(None, "sent")
    assert (await standing())["state"] == "sent"
    await reported(FILTERED)
    assert await standing() == {"state": "queued", "given_up": [WAY], "due_at": LATER}


async def test_what_failed_long_ago_does_not_fail_again_with_each_later_try(sent: Notice) -> None:
    await reported(FILTERED)
    await execute("UPDATE notice SET way = 'mail'")
    (again,) = await leases.claim(KINDS, "mail", at=LATER)
    await tried(again, Outcome(name="failed"), "queued")
    assert (await standing())["due_at"] == TODAY + HOUR


async def test_a_later_attempt_that_may_have_arrived_keeps_it_told(sent: Notice) -> None:
    await execute("UPDATE notice SET state = 'queued', settled_at = NULL, due_at = owed_at")
    (again,) = await leases.claim(KINDS, WAY, at=TODAY)
    await tried(again, Outcome(name="unknown"), "unknown")
    await reported(FILTERED)
    assert (await standing())["state"] == "unknown"
