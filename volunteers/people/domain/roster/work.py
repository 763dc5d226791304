"""Going on with tables of helpers that somebody began to bring in, whichever process does it."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from server.accounts.domain import accounts
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict
from server.foundation.translation import speaking
from volunteers.people.domain.roster import bringing_in

# Shorter than the pause between two rounds of the clock, so that none is missed.
STRETCH: Final = timedelta(seconds=4)
# Only what a person began has an account; a command works through its own.
BEGUN: Final = """
    SELECT i.id, i.account, a.language FROM volunteer_import i JOIN account a ON a.id = i.account
    WHERE i.finished_at IS NULL AND i.results <> '[]'
    ORDER BY i.created_at, i.id LIMIT 1
"""
LEAVE: Final = "UPDATE volunteer_import SET rows = rows - 'rows', finished_at = $2 WHERE id = $1"


async def go_on(clock: Callable[[], datetime], *, leaving: asyncio.Event | None = None) -> None:
    """Work for a stretch, also on what a process that died left half done, unless we leave."""
    rest = clock() + STRETCH
    while not (leaving and leaving.is_set()) and clock() < rest:
        begun = await fetch(BEGUN)
        if not begun:
            return
        with speaking(begun[0]["language"]):
            await _step(begun[0]["id"], begun[0]["account"], clock())


async def _step(import_id: UUID, account: UUID, at: datetime) -> None:
    by = await accounts.actor(account)
    if by is None:
        await execute(LEAVE, import_id, at)
        return
    try:
        await bringing_in.step(import_id, by=by, at=at)
    except Conflict:
        return  # another process has just done the last rows
