"""Where somebody is signed in, and how they end what they do not know."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from server.accounts.domain import session_list, sign_in
from server.accounts.domain.sessions import LASTS, read
from server.foundation.database import execute, fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from tests.support.cast import Cast

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def opened(who: Actor, *, at: datetime = NOON, browser: str = "") -> UUID:
    assert who.account is not None
    token = await sign_in.open_session(who.account, at=at, second=True, browser=browser)
    found = await read(token, at=at)
    assert found is not None
    return found.standing.handle


async def browsers(who: Actor, this: UUID, *, at: datetime = NOON) -> list[tuple[str, bool]]:
    listed = await session_list.of(who, this=this, at=at)
    return [(one.browser, one.this) for one in listed]


async def test_this_session_comes_first_then_the_last_used(cast: Cast) -> None:
    first = await opened(cast.pinula, browser="Uno")
    await opened(cast.pinula, at=NOON + HOUR, browser="Dos")
    await opened(cast.pinula, at=NOON + 2 * HOUR, browser="Tres")
    await opened(cast.mixco, browser="Ajena")
    assert await browsers(cast.pinula, first) == [("Uno", True), ("Tres", False), ("Dos", False)]


async def test_one_that_ran_out_is_not_shown(cast: Cast) -> None:
    await opened(cast.pinula, browser="Uno")
    this = await opened(cast.pinula, at=NOON + HOUR, browser="Dos")
    assert await browsers(cast.pinula, this, at=NOON + LASTS) == [("Dos", True)]


async def test_one_that_was_never_used_was_last_used_when_it_was_opened(cast: Cast) -> None:
    this = await opened(cast.pinula)
    await execute("UPDATE session SET seen_at = NULL")
    [one] = await session_list.of(cast.pinula, this=this, at=NOON)
    assert one.seen_at == NOON


async def test_one_s_own_session_is_ended_and_nobody_else_s(cast: Cast) -> None:
    mine, theirs = await opened(cast.pinula), await opened(cast.mixco)
    await session_list.end(mine, by=cast.pinula, at=NOON)
    for gone in (mine, theirs):
        with pytest.raises(NotFound):
            await session_list.end(gone, by=cast.pinula, at=NOON)
    assert [row["handle"] for row in await fetch("SELECT handle FROM session")] == [theirs]


async def test_all_others_are_ended_at_once(cast: Cast) -> None:
    this = await opened(cast.pinula)
    for _ in range(3):
        await opened(cast.pinula)
    await opened(cast.mixco)
    ended = [await session_list.end_rest(keeping=this, by=cast.pinula, at=NOON) for _ in range(2)]
    assert ended == [3, 0]
    rows = await fetch("SELECT account FROM session ORDER BY created_at")
    assert {row["account"] for row in rows} == {cast.pinula.account, cast.mixco.account}
    done = await fetch(
        "SELECT detail->>'sessions' AS n FROM audit_entry WHERE act = 'session.ended'"
    )
    assert [row["n"] for row in done] == ["3"]
