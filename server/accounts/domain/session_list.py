"""Where somebody is signed in, as they know it again, and how they end what is not theirs."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

LISTED = """
    SELECT handle, browser, created_at, coalesce(seen_at, created_at) AS seen_at,
        handle = $3 AS this
    FROM session WHERE account = $1 AND expires_at > $2
    ORDER BY handle = $3 DESC, coalesce(seen_at, created_at) DESC, handle
"""


class OpenSession(Struct, frozen=True, kw_only=True):
    """A browser that is signed in; `this` is the one that asks."""

    handle: UUID
    browser: str
    created_at: datetime
    seen_at: datetime
    this: bool


async def of(by: Actor, *, this: UUID, at: datetime) -> list[OpenSession]:
    """Every session of one's own account, this one first, then the last used."""
    return [
        msgspec.convert(dict(row), OpenSession)
        for row in await fetch(LISTED, by.account, at, this)
    ]  # fmt: skip


async def end(handle: UUID, *, by: Actor, at: datetime) -> None:
    """End one session of one's own; raises NotFound for one that is gone or somebody else's."""
    async with transaction():
        ended = await fetch(
            "DELETE FROM session WHERE handle = $1 AND account = $2 RETURNING handle",
            handle, by.account,
        )  # fmt: skip
        if not ended:
            raise NotFound(_("Esa sesión ya se había cerrado."))
        await audit.record(by, "session.ended", f"account:{by.account}", at=at, sessions=1)


async def end_rest(*, keeping: UUID, by: Actor, at: datetime) -> int:
    """End every session of one's own but one; says how many."""
    async with transaction():
        ended = await end_others(keeping=keeping, by=by)
        if ended:
            await audit.record(by, "session.ended", f"account:{by.account}", at=at, sessions=ended)
    return ended


async def end_others(*, keeping: UUID | None, by: Actor) -> int:
    """The same, within something that is recorded by itself."""
    ended = await fetch(
        "DELETE FROM session WHERE account = $1 AND handle IS DISTINCT FROM $2 RETURNING handle",
        by.account, keeping,
    )  # fmt: skip
    return len(ended)
