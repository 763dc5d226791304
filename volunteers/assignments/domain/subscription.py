"""The secret address of a helper's own feed: shown once, changed at will, kept as a fingerprint."""

import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.signing import fingerprint
from server.foundation.translation import gettext as _

# Coarse on purpose: reading a calendar must not become a write each time.
NOTED: Final = timedelta(minutes=5)

SUBSCRIBER: Final = """
    SELECT v.id AS volunteer, a.language, v.feed_busy_only AS busy_only, v.feed_read_at AS read_at
    FROM volunteer v JOIN account a ON a.id = v.account
    WHERE v.feed_fingerprint = $1 AND a.disabled_at IS NULL
"""
SUBSCRIPTION: Final = """
    SELECT feed_made_at AS made_at, feed_read_at AS read_at, feed_busy_only AS busy_only
    FROM volunteer WHERE account = $1
"""
KEEP: Final = """
    UPDATE volunteer SET feed_fingerprint = $2, feed_made_at = $3, feed_read_at = NULL
    WHERE account = $1 RETURNING id
"""
TELL: Final = "UPDATE volunteer SET feed_busy_only = $2 WHERE account = $1 RETURNING id"
NOTE: Final = "UPDATE volunteer SET feed_read_at = greatest(feed_read_at, $2) WHERE id = $1"


class Subscriber(Struct, frozen=True):
    """Whose calendar asks, how much it is told in which language, and when it last asked."""

    volunteer: UUID
    language: str
    busy_only: bool = False
    read_at: datetime | None = None


class Subscription(Struct, frozen=True, kw_only=True):
    """One's own address, as far as it may be shown again: since when, last read when."""

    made_at: datetime | None = None
    read_at: datetime | None = None
    busy_only: bool = False


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


async def tell(*, busy_only: bool, by: Actor, at: datetime) -> None:
    """Choose how much one's own calendar tells: everything, or only that one is busy."""
    async with transaction():
        if not await fetch(TELL, by.account, busy_only):
            raise NotFound(_("Esta cuenta no tiene turnos propios."))
        subject = f"account:{by.account}"
        await audit.record(by, "feed.told", subject, at=at, busy_only=busy_only)


async def of(account: UUID) -> Subscription:
    """What can be said about the address in use, if there is one."""
    rows = await fetch(SUBSCRIPTION, account)
    return msgspec.convert(dict(rows[0]), Subscription) if rows else Subscription()


async def subscriber(token: str) -> Subscriber:
    """Whose feed this secret opens; raises NotFound."""
    rows = await fetch(SUBSCRIBER, fingerprint(token))
    if not rows:
        raise NotFound(_("Este calendario ya no existe."))
    return msgspec.convert(dict(rows[0]), Subscriber)


async def note_reading(who: Subscriber, *, at: datetime) -> None:
    """Remember that the calendar was asked for, unless that is as good as known."""
    if who.read_at is None or at - who.read_at >= NOTED:
        await execute(NOTE, who.volunteer, at)


async def _keep(kept: bytes | None, act: str, *, by: Actor, at: datetime) -> None:
    async with transaction():
        if not await fetch(KEEP, by.account, kept, at if kept else None):
            raise NotFound(_("Esta cuenta no tiene turnos propios."))
        await audit.record(by, act, f"account:{by.account}", at=at)
