"""Whether an account helps at an event."""

from uuid import UUID

from server.foundation.database import fetch

HELPS = """
    SELECT FROM assignment a JOIN volunteer v ON v.id = a.volunteer
    WHERE v.account = $1 AND a.event = $2 AND a.status IN ('invited', 'accepted', 'attended')
"""


async def helps_at(account: UUID, event: UUID) -> bool:
    """Whether this account's helper is invited there or said yes."""
    return bool(await fetch(HELPS, account, event))
