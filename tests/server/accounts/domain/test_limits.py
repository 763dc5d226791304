"""How often something may be tried."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from server.accounts.domain.limits import at_most, reached
from server.foundation.database import fetch
from server.foundation.errors import TooMany
from tests.support.forgetting import forgotten

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def tried(times: int, key: str = "door", *, at: datetime = NOON) -> list[str]:
    """What each of so many tries came to, where three are allowed in an hour."""
    told = []
    for _ in range(times):
        try:
            await at_most(3, key, within=HOUR, at=at)
            told.append("fine")
        except TooMany:
            told.append("too many")
    return told


async def test_tries_beyond_the_limit_are_refused(db: None) -> None:
    assert await tried(5) == ["fine", "fine", "fine", "too many", "too many"]


async def test_each_key_counts_for_itself(db: None) -> None:
    await tried(4)
    assert await tried(1, "another door") == ["fine"]


async def test_an_hour_later_it_is_fine_again(db: None) -> None:
    await tried(4)
    assert await tried(1, at=NOON + HOUR - timedelta(seconds=1)) == ["too many"]
    assert await tried(4, at=NOON + HOUR) == ["fine", "fine", "fine", "too many"]


async def test_whether_the_limit_is_reached_can_be_asked_without_trying(db: None) -> None:
    told = []
    for _ in range(4):
        told.append(await reached(3, "door", within=HOUR, at=NOON))
        await tried(1)
    assert told == [False, False, False, True]
    assert not await reached(3, "door", within=HOUR, at=NOON + HOUR)
    assert not await reached(3, "another door", within=HOUR, at=NOON)


async def test_many_at_once_are_counted_one_by_one(db: None) -> None:
    told = await asyncio.gather(*(tried(1) for _ in range(20)))
    assert sorted(word for each in told for word in each) == ["fine"] * 3 + ["too many"] * 17


async def test_a_key_of_any_length_and_letters_counts(db: None) -> None:
    long = "ñ\0" * 400
    assert await tried(4, long) == ["fine", "fine", "fine", "too many"]
    assert await tried(1, long + "x") == ["fine"]


async def test_what_was_tried_is_not_written_down(db: None) -> None:
    await at_most(3, "password:ana@convoca.test", within=HOUR, at=NOON)
    assert "ana" not in (await fetch("SELECT key FROM bucket"))[0]["key"]


async def test_old_counts_are_forgotten(db: None) -> None:
    await tried(1, "old", at=NOON - 2 * HOUR)
    await tried(1, "new")
    await forgotten("accounts.attempts", before=NOON - HOUR)
    assert (await fetch("SELECT count(*) AS n FROM bucket"))[0]["n"] == 1


async def test_the_refusal_says_what_to_do(db: None) -> None:
    await tried(3)
    with pytest.raises(TooMany, match="Conviene esperar unos minutos"):
        await at_most(3, "door", within=HOUR, at=NOON)


async def test_a_clock_that_ran_ahead_keeps_nobody_waiting_once_it_is_right_again(db: None) -> None:
    await tried(4, at=NOON + 3 * HOUR)
    assert await tried(4) == ["fine", "fine", "fine", "too many"]
