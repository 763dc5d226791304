"""Lending connections: as patient as a database needs to start anew, and no more than that."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import monotonic
from typing import Any, Final

from asyncpg import (
    CannotConnectNowError,
    Connection,
    InternalClientError,
    Pool,
    PostgresConnectionError,
)
from asyncpg.exceptions import TooManyConnectionsError

from server.foundation.counters import CONNECTION_WAITS
from server.foundation.outages import DatabaseAway, DatabaseBusy

WAITS: Final = 10.0  # seconds for a connection that others use, or one to be made
PATIENCE: Final = 4.0  # seconds for a server that is away: what was killed is back by then
PAUSE: Final = 0.1
NOBODY_THERE: Final = (
    OSError,
    CannotConnectNowError,
    PostgresConnectionError,
    TooManyConnectionsError,
)
READS: Final = re.compile(r"\s*(SELECT|SHOW|WITH)\b", re.IGNORECASE)
WRITES: Final = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)


class Lender:
    """Takes connections out of a pool; while nobody is known to answer, everybody tries once."""

    def __init__(self) -> None:
        self._away_since: float | None = None

    async def take(self, pool: Pool) -> Any:
        """A connection; raises DatabaseAway or DatabaseBusy, and then nothing was asked."""
        with CONNECTION_WAITS.time():
            while True:
                try:
                    taken = await pool.acquire(timeout=WAITS)
                except TimeoutError as error:
                    raise DatabaseBusy from error
                except NOBODY_THERE as error:
                    await self._wait(error)
                else:
                    self._away_since = None
                    return taken

    async def _wait(self, error: Exception) -> None:
        now = monotonic()
        self._away_since = self._away_since or now
        if now - self._away_since > PATIENCE:
            raise DatabaseAway from error
        await asyncio.sleep(PAUSE)

    @asynccontextmanager
    async def lent(self, pool: Pool) -> AsyncIterator[Connection]:
        """A connection for as long as the block lasts."""
        taken = await self.take(pool)
        try:
            yield taken
        finally:
            await give_back(pool, taken)


async def give_back(pool: Pool, taken: Any) -> None:
    """Let others have a connection; one that was lost meanwhile the pool took back by itself."""
    with suppress(InternalClientError):
        await asyncio.shield(pool.release(taken))


def keeps(query: str) -> bool:
    """Whether a query by itself leaves something behind; in doubt it does."""
    found = READS.match(query)
    return found is None or (found[1].upper() == "WITH" and bool(WRITES.search(query)))
