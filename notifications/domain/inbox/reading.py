"""Reading what one was told."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from notifications.domain.letter import Fact
from server.foundation.database import execute, fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

PAGE: Final = 30
KEPT: Final = timedelta(days=90)
ENTRIES: Final = """
    SELECT id, subject, opening, facts, leads_to, written_at, read_at FROM inbox_entry
    WHERE account = $1 ORDER BY written_at DESC, id DESC LIMIT $2 OFFSET $3
"""
READ: Final = """
    UPDATE inbox_entry SET read_at = coalesce(read_at, $3) WHERE account = $1 AND id = $2
    RETURNING leads_to
"""


class Entry(Struct, frozen=True, kw_only=True):
    """Something one was told; `leads_to` is the page where one goes on."""

    id: UUID
    subject: str
    opening: str
    facts: tuple[Fact, ...]
    leads_to: str
    written_at: datetime
    read_at: datetime | None


async def entries(of: Actor, *, page: int = 1) -> list[Entry]:
    """One page of what somebody was told, the newest first."""
    of.need("be_told")
    rows = await fetch(ENTRIES, of.account, PAGE, (page - 1) * PAGE)
    return [_entry(dict(row)) for row in rows]


async def count(of: Actor) -> int:
    """How much of what somebody was told is still kept."""
    of.need("be_told")
    rows = await fetch("SELECT count(*) AS n FROM inbox_entry WHERE account = $1", of.account)
    return int(rows[0]["n"])


async def unread(of: Actor) -> int:
    """How much of it they have not read; nothing for whoever is told nothing."""
    if of.account is None or not of.may("be_told"):
        return 0
    rows = await fetch(
        "SELECT count(*) AS n FROM inbox_entry WHERE account = $1 AND read_at IS NULL", of.account
    )
    return int(rows[0]["n"])


async def read(entry: UUID, *, by: Actor, at: datetime) -> str:
    """Mark one's own entry as read; where it leads to. Raises NotFound for anybody else's."""
    by.need("be_told")
    rows = await fetch(READ, by.account, entry, at)
    if not rows:
        raise NotFound(_("Este aviso ya no está."))
    return str(rows[0]["leads_to"])


async def read_all(*, by: Actor, at: datetime) -> None:
    """Mark everything as read."""
    by.need("be_told")
    await execute(
        "UPDATE inbox_entry SET read_at = $2 WHERE account = $1 AND read_at IS NULL", by.account, at
    )


def _entry(row: dict[str, Any]) -> Entry:
    return msgspec.convert({**row, "facts": msgspec.json.decode(row["facts"])}, Entry)
