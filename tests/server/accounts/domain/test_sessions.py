"""A session acts only when every step was taken, and goes on under a new secret after each."""

from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from server.accounts.domain import sessions, sign_in
from server.accounts.domain.sessions import HALFWAY_LASTS, LASTS, SEEN_EVERY, read
from server.foundation.database import execute, fetch
from server.foundation.errors import NotAllowed
from server.foundation.identity import Actor
from server.foundation.signing import Signer
from tests.support.cast import Cast
from tests.support.second_steps import account_id, with_app

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


async def opened(who: Actor, *, second: bool = False) -> str:
    return await sign_in.open_session(account_id(who), at=NOON, second=second, browser="Firefox")


async def acts(token: str, *, at: datetime = NOON) -> bool:
    found = await read(token, at=at)
    return found is not None and found.actor is not None


async def test_administrators_and_coordinators_need_both_steps(cast: Cast) -> None:
    people = (cast.admin, cast.pinula, cast.evaluator)
    assert [await acts(await opened(who)) for who in people] == [False, False, True]
    assert [await acts(await opened(who, second=True)) for who in people] == [True] * 3


async def test_whoever_chose_a_second_step_needs_it_everywhere(cast: Cast, signer: Signer) -> None:
    elsewhere = await opened(cast.evaluator)
    await with_app(cast.evaluator, signer)
    assert [await acts(elsewhere), await acts(await opened(cast.evaluator))] == [False, False]
    found = await read(elsewhere, at=NOON)
    assert found is not None
    assert (found.standing.account, found.standing.complete) == (cast.evaluator.account, False)


async def test_a_session_holds_as_long_as_it_opens_the_same_to_the_same(cast: Cast) -> None:
    token = await opened(cast.pinula, second=True)
    assert await sessions.holds(token, cast.pinula, at=NOON)
    await execute("DELETE FROM scope WHERE account = $1", cast.pinula.account)
    assert not await sessions.holds(token, cast.pinula, at=NOON)
    assert not await sessions.holds("made up", None, at=NOON)


async def test_while_nobody_can_be_asked_a_session_holds(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: Any, **__: Any) -> None:
        raise ConnectionResetError

    monkeypatch.setattr(sessions, "fetch", gone)
    assert await sessions.holds("any", cast.pinula, at=NOON)


async def test_the_second_step_may_take_half_an_hour(cast: Cast) -> None:
    token = await opened(cast.pinula)
    assert await read(token, at=NOON + HALFWAY_LASTS - SECOND) is not None
    assert await read(token, at=NOON + HALFWAY_LASTS) is None
    with pytest.raises(NotAllowed):
        await sessions.step_up(token, at=NOON + HALFWAY_LASTS)


async def test_a_step_up_changes_the_secret_and_keeps_the_session(cast: Cast) -> None:
    token = await opened(cast.pinula)
    before = await read(token, at=NOON)
    later = NOON + timedelta(minutes=3)
    stepped = await sessions.step_up(token, at=later)
    after = await read(stepped, at=later + LASTS - SECOND)
    assert before is not None
    assert after is not None
    assert after.standing.handle == before.standing.handle
    assert (after.standing.complete, after.standing.fresh_at) == (True, later)
    assert after.actor == cast.pinula
    assert (await read(token, at=later), await read(stepped, at=later + LASTS)) == (None, None)
    with pytest.raises(NotAllowed):
        await sessions.step_up(token, at=later)


async def test_that_it_is_in_use_is_noted_every_ten_minutes(cast: Cast) -> None:
    token = await opened(cast.evaluator)
    soon, later = NOON + SEEN_EVERY - SECOND, NOON + SEEN_EVERY
    found = [await read(token, at=at) for at in (soon, later)]
    assert [each is not None and each.unseen for each in found] == [False, True]
    for at in (soon, later):
        await sessions.seen(token, at=at)
    rows = await fetch("SELECT seen_at, browser FROM session")
    assert [tuple(row) for row in rows] == [(later, "Firefox")]


async def test_what_cannot_be_noted_harms_nobody(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any) -> str:
        raise asyncpg.ReadOnlySQLTransactionError("cannot execute UPDATE")

    monkeypatch.setattr(sessions, "execute", fail)
    await sessions.seen("whatever", at=NOON)


async def test_a_session_that_older_code_opened_has_a_handle(cast: Cast) -> None:
    await execute(
        "INSERT INTO session (fingerprint, account, created_at, expires_at)"
        " VALUES (sha256('older'), $1, $2, $3)",
        cast.evaluator.account, NOON, NOON + LASTS,
    )  # fmt: skip
    found = await read("older", at=NOON)
    assert found is not None
    assert (found.actor, found.standing.fresh_at, found.unseen) == (cast.evaluator, None, True)
    assert found.standing.handle


async def test_all_sessions_of_an_account_end_at_once(cast: Cast) -> None:
    tokens = [await opened(cast.pinula, second=True) for _ in range(2)]
    other = await opened(cast.mixco, second=True)
    await sessions.end_all(account_id(cast.pinula))
    assert [await acts(token) for token in (*tokens, other)] == [False, False, True]
