"""API tokens: shown once, for one scope, revocable."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from server.accounts.domain import tokens
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize("scope", tokens.SCOPES)
async def test_a_token_acts_in_its_scope(db: None, scope: str) -> None:
    token = await tokens.create("informes", scope, by=SYSTEM, at=NOON)
    actor = await tokens.actor(token, at=NOON)
    assert actor is not None
    assert (actor.account, actor.name, actor.role) == (None, "informes", f"token:{scope}")


async def test_a_token_itself_is_not_kept(db: None) -> None:
    token = await tokens.create("informes", "read", by=SYSTEM, at=NOON)
    kept = await fetch("SELECT api_token::text AS row FROM api_token")
    assert [token in row["row"] for row in kept] == [False]
    assert token not in str(await fetch("SELECT detail, subject FROM audit_entry"))


async def test_a_revoked_or_made_up_token_is_nobodys(db: None) -> None:
    token = await tokens.create("informes", "read", by=SYSTEM, at=NOON)
    await execute("UPDATE api_token SET revoked_at = $1", NOON)
    assert await tokens.actor(token, at=NOON) is None
    assert [await tokens.actor(text, at=NOON) for text in ("", "convoca_", "ñ\0")] == [None] * 3


async def listed() -> list[tuple[str, date | None, bool]]:
    """Every token: its name, when it was used, whether it is revoked."""
    found = await tokens.all_of_them(by=SYSTEM)
    return [(one.name, one.used_on, one.revoked_at is not None) for one in found]


async def test_an_administrator_sees_when_a_token_was_used_and_takes_it_away(cast: Cast) -> None:
    token = await tokens.create("informes ", "read", by=cast.admin, at=NOON)
    assert await listed() == [("informes", None, False)]
    assert await tokens.actor(token, at=NOON) is not None
    assert await listed() == [("informes", NOON.date(), False)]
    [one] = await tokens.all_of_them(by=cast.admin)
    for _ in range(2):
        await tokens.revoke(one.id, by=cast.admin, at=NOON)
    assert await tokens.actor(token, at=NOON) is None
    assert await listed() == [("informes", NOON.date(), True)]
    done = await fetch("SELECT act, actor FROM audit_entry WHERE subject = $1", f"token:{one.id}")
    assert [tuple(row) for row in done] == [
        ("token.created", "Alba Admin"),
        ("token.revoked", "Alba Admin"),
    ]


async def test_that_a_token_was_used_is_written_once_a_day(db: None) -> None:
    token = await tokens.create("informes", "read", by=SYSTEM, at=NOON)
    written = []
    for hours in (0, 1, 11, 12, 13):
        await tokens.actor(token, at=NOON + timedelta(hours=hours))
        rows = await fetch("SELECT xmin::text AS version, used_on FROM api_token")
        written.append((rows[0]["version"], rows[0]["used_on"].day))
    assert [day for _version, day in written] == [5, 5, 5, 6, 6]
    assert len(set(written)) == 2


async def test_a_token_that_ran_out_is_nobodys(db: None) -> None:
    until = NOON + timedelta(days=1)
    token = await tokens.create("informes", "read", by=SYSTEM, at=NOON, until=until)
    last = until - timedelta(seconds=1)
    acts = [await tokens.actor(token, at=at) is not None for at in (NOON, last, until)]
    assert acts == [True, True, False]


async def test_only_an_administrator_makes_and_takes_tokens(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await tokens.create("informes", "read", by=cast.pinula, at=NOON)
    with pytest.raises(NotAllowed):
        await tokens.all_of_them(by=cast.evaluator)
    with pytest.raises(NotAllowed):
        await tokens.revoke(UUID(int=1), by=cast.pinula, at=NOON)
    with pytest.raises(NotFound, match="Esta llave no existe"):
        await tokens.revoke(UUID(int=1), by=cast.admin, at=NOON)


async def test_a_token_does_not_run_out_before_it_is_made(db: None) -> None:
    with pytest.raises(Invalid) as refusal:
        await tokens.create("informes", "read", by=SYSTEM, at=NOON, until=NOON)
    assert list(refusal.value.fields) == ["until"]


@pytest.mark.parametrize(
    ("name", "scope", "field"),
    [("informes", "admin", "scope"), ("  ", "read", "name"), ("x" * 121, "read", "name")],
)
async def test_a_bad_token_is_refused_by_field(db: None, name: str, scope: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        await tokens.create(name, scope, by=SYSTEM, at=NOON)
    assert list(refusal.value.fields) == [field]
    assert await fetch("SELECT FROM api_token") == []
