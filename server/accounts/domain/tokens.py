"""API tokens: a script's way in, shown once and revocable."""

import secrets
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

import msgspec
from asyncpg import InterfaceError, PostgresError
from msgspec import Struct

from server.accounts.domain import audit
from server.accounts.tables import ApiToken
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.signing import fingerprint
from server.foundation.translation import gettext as _

SCOPES: Final = ("read", "plan", "attend", "report", "administer")
GOOD: Final = """
    SELECT id, name, scope, used_on IS DISTINCT FROM $2::date AS unused_today FROM api_token
    WHERE fingerprint = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)
"""


class Token(Struct, frozen=True, kw_only=True):
    """What is known of a token; never itself."""

    id: UUID
    name: str
    scope: str
    created_at: datetime
    used_on: date | None
    expires_at: datetime | None
    revoked_at: datetime | None


async def create(
    name: str, scope: str, *, by: Actor, at: datetime, until: datetime | None = None
) -> str:
    """Make a token and return it, the only time it can be read; raises Invalid.

    From `until` on it opens nothing.
    """
    by.need("administer")
    _check(name, scope, until, at)
    token = f"convoca_{secrets.token_urlsafe(32)}"
    row = ApiToken(
        id=new_id(), fingerprint=fingerprint(token), name=name.strip(), scope=scope, created_at=at,
        expires_at=until,
    )  # fmt: skip
    async with transaction():
        await ApiToken.insert(row)
        await audit.record(by, "token.created", f"token:{row.id}", at=at, scope=scope, name=name)
    return token


async def revoke(token: UUID, *, by: Actor, at: datetime) -> None:
    """Let a token open nothing from now on; raises NotFound or NotAllowed. Twice is as once."""
    by.need("administer")
    async with transaction():
        rows = await fetch("SELECT revoked_at FROM api_token WHERE id = $1 FOR UPDATE", token)
        if not rows:
            raise NotFound(_("Esta llave no existe."))
        if rows[0]["revoked_at"] is None:
            await execute("UPDATE api_token SET revoked_at = $2 WHERE id = $1", token, at)
            await audit.record(by, "token.revoked", f"token:{token}", at=at)


async def all_of_them(*, by: Actor) -> list[Token]:
    """Every token, those that open something first, the latest first."""
    by.need("administer")
    rows = await fetch(
        "SELECT id, name, scope, created_at, used_on, expires_at, revoked_at FROM api_token"
        " ORDER BY revoked_at IS NOT NULL, created_at DESC, id"
    )
    return [msgspec.convert(dict(row), Token) for row in rows]


async def actor(token: str, *, at: datetime) -> Actor | None:
    """The script that holds this token, unless it is unknown, revoked or ran out."""
    if not token:
        return None
    today = at.astimezone(UTC).date()
    rows = await fetch(GOOD, fingerprint(token), today, at)
    if not rows:
        return None
    if rows[0]["unused_today"]:
        await _used(rows[0]["id"], today)
    return Actor(account=None, name=rows[0]["name"], role=f"token:{rows[0]['scope']}")


async def _used(token: UUID, day: date) -> None:
    """Note it; that it cannot be noted, as where nothing can be written, keeps nobody out."""
    with suppress(PostgresError, InterfaceError, OSError):
        await execute(
            "UPDATE api_token SET used_on = $2 WHERE id = $1 AND used_on IS DISTINCT FROM $2",
            token, day,
        )  # fmt: skip


def _check(name: str, scope: str, until: datetime | None, at: datetime) -> None:
    wrong = {}
    if scope not in SCOPES:
        wrong["scope"] = _("Ese alcance no existe.")
    if not name.strip() or len(name) > 120:
        wrong["name"] = _("Falta el nombre.")
    if until is not None and until <= at:
        wrong["until"] = _("Debe ser un día que aún no ha pasado.")
    if wrong:
        raise Invalid(wrong)
