"""One's own password: chosen, removed, kept at today's cost; and proof with it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from argon2 import PasswordHasher

from server.accounts.domain import fresh, managing_own, managing_password, passwords, sign_in
from server.accounts.domain.sessions import Found, read
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid, NotAllowed, TooMany
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
GOOD = "mango río ventana"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


async def come_in(who: Actor) -> Found:
    assert who.account is not None
    found = await read(await sign_in.open_session(who.account, at=NOON, second=True), at=NOON)
    assert found is not None
    return found


async def kept(who: Actor) -> str | None:
    rows = await fetch("SELECT password_hash FROM account WHERE id = $1", who.account)
    value: str | None = rows[0]["password_hash"]
    return value


async def handles() -> list[UUID]:
    return [row["handle"] for row in await fetch("SELECT handle FROM session")]


async def test_a_new_password_ends_the_other_sessions(cast: Cast) -> None:
    await come_in(cast.pinula)
    theirs, mine = await come_in(cast.mixco), await come_in(cast.pinula)
    await managing_password.choose(GOOD, keeping=mine.standing.handle, by=cast.pinula, at=NOON)
    assert await passwords.matches(await kept(cast.pinula), GOOD)
    assert sorted(await handles()) == sorted([mine.standing.handle, theirs.standing.handle])


async def test_going_without_ends_them_too(cast: Cast) -> None:
    await come_in(cast.pinula)
    mine = await come_in(cast.pinula)
    await execute("UPDATE account SET password_hash = 'x'")
    assert mine.actor is not None
    await managing_password.remove(keeping=mine.standing.handle, by=mine.actor, at=NOON)
    assert (await kept(cast.pinula), await handles()) == (None, [mine.standing.handle])
    assert not await managing_password.has_one(mine.standing.account)
    done = await fetch("SELECT act FROM audit_entry ORDER BY id DESC LIMIT 1")
    assert done[0]["act"] == "password.removed"


@pytest.mark.parametrize("weak", ["corta", "paulapinula1", "aaaaaaaaaaaa", "x" * 201])
async def test_a_weak_password_changes_nothing(cast: Cast, weak: str) -> None:
    mine = await come_in(cast.pinula)
    other = await come_in(cast.pinula)
    with pytest.raises(Invalid) as refusal:
        await managing_password.choose(weak, keeping=mine.standing.handle, by=cast.pinula, at=NOON)
    assert list(refusal.value.fields) == ["password"]
    assert await kept(cast.pinula) is None
    assert other.standing.handle in await handles()


async def test_a_password_kept_at_another_cost_is_kept_anew_at_sign_in(cast: Cast) -> None:
    await execute("UPDATE account SET password_hash = $1", CHEAP.hash(GOOD))
    old = await kept(cast.evaluator)
    await sign_in.with_password("eva@convoca.test", GOOD, origin="192.0.2.1", at=NOON)
    new = await kept(cast.evaluator)
    assert new is not None
    assert (new == old, passwords.aged(new)) == (False, False)
    await sign_in.with_password("eva@convoca.test", GOOD, origin="192.0.2.1", at=NOON)
    assert await kept(cast.evaluator) == new


async def test_the_password_proves_who_sits_there(cast: Cast) -> None:
    await execute("UPDATE account SET password_hash = $1", CHEAP.hash(GOOD))
    mine = await come_in(cast.pinula)
    for password, right in (("otra", False), (GOOD, True)):
        told = await fresh.by_password(password, standing=mine.standing, by=cast.pinula, at=LATER)
        assert told is right
    rows = await fetch("SELECT fresh_at FROM session")
    assert [row["fresh_at"] for row in rows] == [LATER]
    acts = await fetch("SELECT act FROM audit_entry ORDER BY id DESC LIMIT 2")
    assert [row["act"] for row in acts] == ["session.proved", "session.not_proved"]


async def test_whoever_found_a_browser_open_does_not_guess_there_for_long(cast: Cast) -> None:
    await execute("UPDATE account SET password_hash = $1", CHEAP.hash(GOOD))
    mine = await come_in(cast.pinula)
    for _ in range(5):
        await fresh.by_password("otra", standing=mine.standing, by=cast.pinula, at=NOON)
    with pytest.raises(TooMany):
        await fresh.by_password(GOOD, standing=mine.standing, by=cast.pinula, at=NOON)
    elsewhere = await come_in(cast.pinula)
    assert await fresh.by_password(GOOD, standing=elsewhere.standing, by=cast.pinula, at=NOON)


async def test_without_a_password_nothing_proves_it(cast: Cast) -> None:
    mine = await come_in(cast.pinula)
    assert not await fresh.by_password("", standing=mine.standing, by=cast.pinula, at=NOON)


async def test_a_name_and_a_language_are_chosen_and_recorded(cast: Cast) -> None:
    await managing_own.describe("Paula P.", "en", by=cast.pinula, at=NOON)
    rows = await fetch("SELECT name, language FROM account WHERE id = $1", cast.pinula.account)
    assert tuple(rows[0]) == ("Paula P.", "en")
    done = await fetch("SELECT act FROM audit_entry ORDER BY id DESC LIMIT 2")
    assert [row["act"] for row in done] == ["account.language_chosen", "account.renamed"]


async def test_what_is_the_same_is_not_recorded(cast: Cast) -> None:
    before = await fetch("SELECT FROM audit_entry")
    await managing_own.describe("Paula Pinula", "es", by=cast.pinula, at=NOON)
    assert len(await fetch("SELECT FROM audit_entry")) == len(before)


async def test_a_language_that_there_is_not_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        await managing_own.describe("Paula", "xx", by=cast.pinula, at=NOON)
    with pytest.raises(NotAllowed):
        await managing_own.describe("Paula", "es", by=SYSTEM, at=NOON)
