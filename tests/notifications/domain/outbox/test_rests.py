"""What a rest that a provider asked for survives, and what it does not."""

from collections import Counter
from datetime import timedelta

import pytest

from notifications.domain.office import Office
from notifications.domain.outbox import pace
from notifications.domain.outbox.patience import Outcome
from server.foundation.database import execute
from tests.support.events import SATURDAY, TODAY
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted, notices, told

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
BUSY = Outcome(name="failed", everybody=True, wait=10 * MINUTE)


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Every test needs one."""


async def two_at_once() -> None:
    for _lane in range(2):
        await pace.take("whatsapp", at=TODAY)


@pytest.mark.parametrize("other", ["sent", "refused", "failed"])
async def test_what_began_before_does_not_end_the_rest_that_was_asked_for(other: str) -> None:
    await two_at_once()
    await pace.note("whatsapp", BUSY, at=TODAY + SECOND, began=TODAY)
    await pace.note("whatsapp", Outcome(name=other), at=TODAY + 2 * SECOND, began=TODAY)
    assert await pace.take("whatsapp", at=TODAY + 3 * SECOND) is None


@pytest.mark.parametrize("first", ["sent", "refused", "failed"])
async def test_the_first_that_goes_afterwards_ends_it(first: str) -> None:
    await two_at_once()
    await pace.note("whatsapp", BUSY, at=TODAY, began=TODAY)
    later = TODAY + 10 * MINUTE
    assert await pace.take("whatsapp", at=later) is not None
    assert await pace.take("whatsapp", at=later) is None
    await pace.note("whatsapp", Outcome(name=first), at=later + SECOND, began=later)
    assert await pace.take("whatsapp", at=later + SECOND) is not None


async def test_nobody_is_asked_to_wait_longer_than_an_hour() -> None:
    await two_at_once()
    await pace.note("whatsapp", Outcome(name="failed", everybody=True, wait=DAY), at=TODAY)
    assert await pace.take("whatsapp", at=TODAY + HOUR - SECOND) is None
    assert await pace.take("whatsapp", at=TODAY + HOUR) is not None


async def test_a_clock_that_was_a_year_ahead_keeps_no_channel_shut() -> None:
    await two_at_once()
    await execute("UPDATE channel_state SET open_until = $1", TODAY + 365 * DAY)
    assert (await pace.held_up(at=TODAY)).resting == {}
    assert await pace.take("whatsapp", at=TODAY + SECOND) is not None


async def test_what_nobody_could_be_told_until_the_start_is_said_to_have_failed(
    office: Office, post: PostOffice
) -> None:
    await accepted("Ana Ayuda")
    post.to_recipient = ["451 later"] * 99
    await told(office, SATURDAY - HOUR)
    await told(office, SATURDAY + SECOND)
    await told(office, SATURDAY + 2 * HOUR)
    assert post.letters == []
    assert {state for (_kind, state) in Counter(await notices())} == {"failed"}
