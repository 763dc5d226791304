"""Which passes are worth nothing any more, remembered so that asking takes no statement.

A revocation is honoured at the self check-in FRESH later at most; a door phone asks the database.
"""

import asyncio
from contextvars import Context
from datetime import datetime, timedelta
from typing import Final

from events.attendance.domain.cards import passes
from server.foundation.database import fetch
from server.foundation.signing import Signer

FRESH: Final = timedelta(seconds=5)
REVOKED: Final = "SELECT mark FROM pass WHERE revoked_at IS NOT NULL"


class RevokedPasses:
    """What one process knows of them."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer
        self._marks: frozenset[bytes] = frozenset()
        self._read_at: datetime | None = None
        self._reading: asyncio.Task[None] | None = None

    async def holds(self, code: str | None, *, at: datetime) -> bool:
        """Whether a pass is among them; having none is fine."""
        if code is None:
            return False
        if self._read_at is None or not timedelta(0) <= at - self._read_at < FRESH:
            await self._read_together(at)
        return bool(self._marks) and passes.mark(code, self._signer) in self._marks

    async def _read_together(self, at: datetime) -> None:
        """Read, or wait for whoever reads already; giving up waiting stops nobody."""
        if self._reading is None or self._reading.done():
            # A fresh context: whoever asks may be inside a transaction, which is not ours to use.
            loop = asyncio.get_running_loop()
            self._reading = loop.create_task(self._read(at), context=Context())
        await asyncio.shield(self._reading)

    async def _read(self, at: datetime) -> None:
        self._marks = frozenset(row["mark"] for row in await fetch(REVOKED))
        self._read_at = at
