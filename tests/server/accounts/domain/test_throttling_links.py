"""A mailbox that others ask for links to is neither filled nor left without a good one."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Final

from server.accounts.domain import throttling_links
from server.foundation.database import execute, fetch
from tests.support.cast import Cast

NOON: Final = datetime(2026, 12, 5, 12, tzinfo=UTC)
MINUTE: Final = timedelta(minutes=1)
LASTS: Final = timedelta(minutes=20)
HERS: Final = "pinula@convoca.test"


async def owed(at: datetime, email: str = HERS) -> bool:
    """Whether another link is owed."""
    return await throttling_links.owe(email, at=at, lasts=LASTS) is not None


async def test_beyond_five_an_hour_there_is_one_in_five_minutes(cast: Cast) -> None:
    asked = [await owed(NOON) for _ in range(7)]
    assert asked == [True] * 5 + [False] * 2
    later = [await owed(NOON + n * MINUTE) for n in range(1, 60)]
    assert later.count(True) == 59 // 5


async def test_after_the_one_that_was_sent_is_used_there_is_another(cast: Cast) -> None:
    assert [await owed(NOON) for _ in range(6)][-1] is False
    await execute("UPDATE sign_in_link SET used_at = $1", NOON)
    assert [await owed(NOON), await owed(NOON)] == [True, False]


async def test_a_link_that_was_handed_over_is_none_in_the_mailbox(cast: Cast) -> None:
    assert [await owed(NOON) for _ in range(6)][-1] is False
    await execute("UPDATE sign_in_link SET by_mail = false")
    assert await owed(NOON)


async def test_many_who_ask_at_once_are_owed_five(cast: Cast) -> None:
    asked = await asyncio.gather(*(owed(NOON) for _ in range(20)))
    assert asked.count(True) == 5


async def test_nobody_is_owed_a_link_without_an_account_that_is_enabled(cast: Cast) -> None:
    assert not await owed(NOON, "nadie@convoca.test")
    assert await owed(NOON, " Mixco@convoca.test")
    await execute("UPDATE account SET disabled_at = $1 WHERE email = 'mixco@convoca.test'", NOON)
    assert not await owed(NOON, "mixco@convoca.test")
    rows = await fetch("SELECT account, leads_to FROM sign_in_link")
    assert [(row["account"], row["leads_to"]) for row in rows] == [(cast.mixco.account, "/")]
