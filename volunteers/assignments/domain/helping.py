"""Whether an account helps at an event, and whether enough do for its door to open."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from server.foundation.database import fetch
from volunteers.assignments.domain import guarding

HELPS: Final = """
    SELECT FROM assignment a JOIN volunteer v ON v.id = a.volunteer
    WHERE v.account = $1 AND a.event = $2 AND a.status = ANY($3)
"""
YES: Final = ("accepted", "attended")


async def helps_at(account: UUID, event: UUID) -> bool:
    """Whether this account's helper is invited there or said yes."""
    return await _is(account, event, ("invited", *YES))


async def said_yes(account: UUID, event: UUID) -> bool:
    """Whether this account's helper said yes there, or came."""
    return await _is(account, event, YES)


async def missing_adults(event: UUID) -> int:
    """How many cleared adults an event with minors still lacks; none where no minors come."""
    return (await guarding.missing_adults([event])).get(event, 0)


async def _is(account: UUID, event: UUID, statuses: Collection[str]) -> bool:
    return bool(await fetch(HELPS, account, event, list(statuses)))
