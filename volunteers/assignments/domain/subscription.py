"""The secret address of a helper's own feed: shown once, changed at will, kept as a fingerprint."""

import secrets
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.signing import fingerprint
from server.foundation.translation import gettext as _

SUBSCRIBER = """
    SELECT v.id AS volunteer, a.language
    FROM volunteer v JOIN account a ON a.id = v.account
    WHERE v.feed_fingerprint = $1 AND a.disabled_at IS NULL
"""
KEEP = """
    UPDATE volunteer SET feed_fingerprint = $2, feed_made_at = $3 WHERE account = $1 RETURNING id
"""


class Subscriber(Struct, frozen=True):
    """Whose calendar asks, and the language it is written in."""

    volunteer: UUID
    language: str


async def make(*, by: Actor, at: datetime) -> str:
    """A new secret for one's own feed; the one before it leads nowhere from now on.

    Raises NotFound for an account that helps nowhere.
    """
    token = secrets.token_urlsafe(32)
    await _keep(fingerprint(token), "feed.made", by=by, at=at)
    return token


async def end(*, by: Actor, at: datetime) -> None:
    """Make one's own feed lead nowhere."""
    await _keep(None, "feed.ended", by=by, at=at)


async def made_at(account: UUID) -> datetime | None:
    """When the address in use was made, if there is one."""
    rows = await fetch("SELECT feed_made_at FROM volunteer WHERE account = $1", account)
    return rows[0]["feed_made_at"] if rows else None


async def subscriber(token: str) -> Subscriber:
    """Whose feed this secret opens; raises NotFound."""
    rows = await fetch(SUBSCRIBER, fingerprint(token))
    if not rows:
        raise NotFound(_("Este calendario ya no existe."))
    return msgspec.convert(dict(rows[0]), Subscriber)


async def _keep(kept: bytes | None, act: str, *, by: Actor, at: datetime) -> None:
    async with transaction():
        if not await fetch(KEEP, by.account, kept, at if kept else None):
            raise NotFound(_("Esta cuenta no tiene turnos propios."))
        await audit.record(by, act, f"account:{by.account}", at=at)
