"""Showing once more, with the password, that it is still the same person who sits there."""

from datetime import datetime

from server.accounts.domain import audit, passwords, second_step, throttling
from server.accounts.domain.sessions import Standing
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _


async def by_password(password: str, *, standing: Standing, by: Actor, at: datetime) -> bool:
    """Whether it is theirs; if so, the session is fresh.

    Raises Conflict where a second step is to be shown, since a password alone is less; TooMany.
    """
    if (await second_step.ways(standing.account)).kept:
        raise Conflict(_("Esta cuenta se confirma con su segundo paso."))
    await throttling.prove(str(standing.handle), at=at)
    rows = await fetch("SELECT password_hash FROM account WHERE id = $1", standing.account)
    stored = rows[0]["password_hash"] if rows else None
    right = await passwords.matches(stored, password)
    act = "session.proved" if right else "session.not_proved"
    async with transaction():
        if right:
            await execute("UPDATE session SET fresh_at = $2 WHERE handle = $1", standing.handle, at)
        await audit.record(by, act, f"account:{standing.account}", at=at, way="password")
    return right
