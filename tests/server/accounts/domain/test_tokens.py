"""API tokens: shown once, for one scope, revocable."""

from datetime import UTC, datetime

import pytest

from server.accounts.domain import tokens
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid
from server.foundation.identity import SYSTEM

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize("scope", tokens.SCOPES)
async def test_a_token_acts_in_its_scope(db: None, scope: str) -> None:
    token = await tokens.create("informes", scope, by=SYSTEM, at=NOON)
    actor = await tokens.actor(token)
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
    assert await tokens.actor(token) is None
    assert [await tokens.actor(text) for text in ("", "convoca_", "ñ\0")] == [None] * 3


@pytest.mark.parametrize(
    ("name", "scope", "field"),
    [("informes", "admin", "scope"), ("  ", "read", "name"), ("x" * 121, "read", "name")],
)
async def test_a_bad_token_is_refused_by_field(db: None, name: str, scope: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        await tokens.create(name, scope, by=SYSTEM, at=NOON)
    assert list(refusal.value.fields) == [field]
    assert await fetch("SELECT FROM api_token") == []
