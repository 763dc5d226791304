"""One's own password: setting it, going without, keeping it at today's cost."""

from datetime import datetime
from uuid import UUID

from server.accounts.domain import audit, password_strength, passwords, session_list
from server.foundation.database import execute, fetch, transaction
from server.foundation.identity import Actor


async def has_one(account: UUID) -> bool:
    """Whether the account has a password."""
    rows = await fetch(
        "SELECT password_hash IS NOT NULL AS has FROM account WHERE id = $1", account
    )
    return bool(rows) and bool(rows[0]["has"])


async def choose(password: str, *, keeping: UUID, by: Actor, at: datetime) -> None:
    """Come in with this password from now on; raises Invalid when it is soon guessed.

    Every session but the one that is `keeping` ends: whoever knew the old one is out.
    """
    kept = await passwords.hashed(password)
    await password_strength.check(password, about=(by.name, by.email))
    await _write(kept, "password.set", keeping=keeping, by=by, at=at)


async def remove(*, keeping: UUID, by: Actor, at: datetime) -> None:
    """Come in by link alone from now on."""
    await _write(None, "password.removed", keeping=keeping, by=by, at=at)


async def keep_up(account: UUID, stored: str | None, password: str) -> None:
    """After a password matched what is `stored`: keep it at the cost of today, if that changed."""
    if stored is None or not passwords.aged(stored):
        return
    await execute(
        "UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
        account, stored, await passwords.hashed(password),
    )  # fmt: skip


async def _write(kept: str | None, act: str, *, keeping: UUID, by: Actor, at: datetime) -> None:
    async with transaction():
        await execute("UPDATE account SET password_hash = $2 WHERE id = $1", by.account, kept)
        await session_list.end_others(keeping=keeping, by=by)
        await audit.record(by, act, f"account:{by.account}", at=at)
