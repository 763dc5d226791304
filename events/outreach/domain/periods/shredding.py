"""Letting nothing of a destroyed key remain in the database's own files.

PostgreSQL leaves what was overwritten in a file until the room is needed. Rewriting the two small
tables gives it up, once nobody looks at the database as it was before. The log of changes forgets
it when it is recycled. Copies of the files, or of that log, that were made before a period was
closed hold its key as long as they exist.
"""

import asyncio
from datetime import datetime
from typing import Final

from asyncpg import Connection, LockNotAvailableError

from server.foundation.database import connection, engine, fetch

TABLES: Final = ("period_key", "pass_heir")
PATIENCE: Final = "2s"
LATELY: Final = "SELECT FROM period_key WHERE destroyed_at > $1"
TRIES: Final = 40
PAUSE: Final = 0.05
# Whatever such a reader could still see is carried over into the new file.
MOMENT: Final = "SELECT pg_current_xact_id()::xid"
STILL_SEEN: Final = """
    SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()
        AND pid <> pg_backend_pid() AND age(backend_xmin) > age($1::xid))
"""


async def finish(*, since: datetime) -> None:
    """Rewrite them once more where a key was destroyed since then: it may have been read still."""
    if await fetch(LATELY, since):
        await shred()


async def shred() -> None:
    """Rewrite what held keys, unless somebody reads it for long: then PostgreSQL does, later.

    Within a transaction nothing can be rewritten, and nothing is.
    """
    if engine.current_transaction.get() is not None:
        return
    async with connection() as lent:
        await _unseen(lent)
        await lent.execute(f"SET lock_timeout = '{PATIENCE}'")
        try:
            for table in TABLES:
                await lent.execute(f"VACUUM (FULL) {table}")
        except LockNotAvailableError:
            return
        finally:
            await lent.execute("RESET lock_timeout")


async def _unseen(lent: Connection) -> None:
    """Wait a little for those who began to read before the key was destroyed."""
    moment = await lent.fetchval(MOMENT)
    for _try in range(TRIES):
        if not await lent.fetchval(STILL_SEEN, moment):
            return
        await asyncio.sleep(PAUSE)
