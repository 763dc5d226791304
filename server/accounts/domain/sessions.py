"""Sessions: how far somebody has come in, and who they are once they are in."""

import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from asyncpg import InterfaceError, PostgresError, Record
from msgspec import Struct

from server.accounts.tables import Session
from server.foundation.database import execute, fetch
from server.foundation.errors import NotAllowed
from server.foundation.identity import Actor, new_id
from server.foundation.signing import fingerprint
from server.foundation.translation import gettext as _

LASTS: Final = timedelta(days=14)
HALFWAY_LASTS: Final = timedelta(minutes=30)
"""How long somebody may take between the first step and the second."""
SEEN_EVERY: Final = timedelta(minutes=10)
MUST: Final = ("administrator", "coordinator")
"""Who needs a second step whether they like it or not."""
NEEDS_SECOND: Final = """
    (a.role = ANY($1)
        OR EXISTS (SELECT FROM authenticator t
                   WHERE t.account = a.id AND t.confirmed_at IS NOT NULL)
        OR EXISTS (SELECT FROM passkey k WHERE k.account = a.id))
"""
READ: Final = f"""
    SELECT a.id, a.name, a.role, a.email, s.handle, s.fresh_at, s.seen_at,
           array(SELECT municipality FROM scope WHERE account = a.id) AS municipalities,
           s.second_at IS NOT NULL OR NOT {NEEDS_SECOND} AS complete
    FROM session s JOIN account a ON a.id = s.account
    WHERE s.fingerprint = $2 AND s.expires_at > $3 AND a.disabled_at IS NULL
"""


class Standing(Struct, frozen=True, kw_only=True):
    """How far a session has come: only a `complete` one acts, any other waits for a second step.

    `fresh_at` is when whoever sits there last proved who they are; `handle` is what its owner
    knows the session by, and opens nothing.
    """

    account: UUID
    handle: UUID
    fresh_at: datetime | None
    complete: bool


class Found(Struct, frozen=True):
    """A session that was read: how far it has come, and who acts, if that is far enough."""

    standing: Standing
    actor: Actor | None
    unseen: bool = False


async def read(token: str, *, at: datetime) -> Found | None:
    """The session of this cookie, unless it ran out or its account is disabled."""
    rows = await fetch(READ, list(MUST), fingerprint(token), at)
    return _found(rows[0], at) if rows else None


async def open_new(account: UUID, *, second: bool, browser: str, at: datetime) -> str:
    """Write a session down and return the secret that its cookie holds."""
    token = secrets.token_urlsafe(32)
    session = Session(
        fingerprint=fingerprint(token),
        account=account,
        created_at=at,
        expires_at=at + await _lasts(account, second=second),
        handle=new_id(),
        second_at=at if second else None,
        fresh_at=at,
        seen_at=at,
        browser=browser,
    )
    await Session.insert(session)
    return token


async def step_up(token: str, *, at: datetime) -> str:
    """The second step was taken: the session goes on under a new secret, which is returned."""
    stepped = secrets.token_urlsafe(32)
    changed = await fetch(
        "UPDATE session SET fingerprint = $2, second_at = $3, fresh_at = $3, expires_at = $4"
        " WHERE fingerprint = $1 AND expires_at > $3 RETURNING handle",
        fingerprint(token),
        fingerprint(stepped),
        at,
        at + LASTS,
    )
    if not changed:
        raise NotAllowed(_("Hay que entrar primero."))
    return stepped


async def seen(token: str, *, at: datetime) -> None:
    """Note that the session is in use; that it cannot be noted harms nobody."""
    with suppress(PostgresError, InterfaceError, OSError):
        await execute(
            "UPDATE session SET seen_at = $2 WHERE fingerprint = $1"
            " AND (seen_at IS NULL OR seen_at <= $3)",
            fingerprint(token),
            at,
            at - SEEN_EVERY,
        )


async def holds(token: str, who: Actor | None, *, at: datetime) -> bool:
    """Whether the session still opens the same to the same; while nobody can be asked, it does."""
    with suppress(PostgresError, InterfaceError, OSError):
        found = await read(token, at=at)
        return found is not None and found.actor == who
    return True


async def end(token: str) -> None:
    """End the session of this cookie."""
    await execute("DELETE FROM session WHERE fingerprint = $1", fingerprint(token))


async def end_all(account: UUID) -> None:
    """End every session of an account, wherever it is signed in."""
    await execute("DELETE FROM session WHERE account = $1", account)


async def _lasts(account: UUID, *, second: bool) -> timedelta:
    """Half-way in, one has as long as the second step may take."""
    query = f"SELECT {NEEDS_SECOND} AS needs FROM account a WHERE a.id = $2"
    rows = await fetch(query, list(MUST), account)
    halfway = not second and bool(rows) and rows[0]["needs"]
    return HALFWAY_LASTS if halfway else LASTS


def _found(row: Record, at: datetime) -> Found:
    standing = Standing(
        account=row["id"], handle=row["handle"], fresh_at=row["fresh_at"], complete=row["complete"]
    )
    actor = Actor(
        account=row["id"], name=row["name"], role=row["role"], email=row["email"],
        municipalities=frozenset(row["municipalities"]),
    )  # fmt: skip
    unseen = row["seen_at"] is None or row["seen_at"] <= at - SEEN_EVERY
    return Found(standing, actor if standing.complete else None, unseen)
