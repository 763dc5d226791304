"""Who waits for a lock in this test's database: only looking tells."""

import asyncio
from typing import Final

from asyncpg import Connection

from server.foundation.database import connection

# Not the other workers': they share the cluster.
WAITING: Final = """
    SELECT count(DISTINCT waits.pid) FROM pg_locks waits JOIN pg_locks other USING (pid)
        JOIN pg_database d ON d.oid = other.database
    WHERE NOT waits.granted AND d.datname = current_database()
"""


async def until_waiting(number: int = 1, *, seen_by: Connection | None = None) -> None:
    """Until so many connections wait for a lock."""
    if seen_by is None:
        async with connection() as lent:
            await until_waiting(number, seen_by=lent)
        return
    while await seen_by.fetchval(WAITING) < number:  # noqa: ASYNC110 (the database tells nobody)
        await asyncio.sleep(0.01)
