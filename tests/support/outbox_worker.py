"""A process that does nothing but rounds of the outbox, on a clock that starts when it is told.

Its argument is JSON: `database` (as for asyncpg), `settings` and `starts_at`.
"""

import asyncio
import signal
import sys
import time
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct

from notifications.domain import outbox
from notifications.domain.office import Office
from server.foundation import database
from server.foundation.settings import Settings
from server.foundation.signing import Signer


class Orders(Struct, frozen=True):
    """What the process is told."""

    database: dict[str, Any]
    settings: Settings
    starts_at: datetime


async def work(orders: Orders) -> None:
    """Round after round, until a SIGTERM asks to finish what is being sent and go."""
    leaving = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, leaving.set)
    began = time.monotonic()
    office = Office(orders.settings, Signer(orders.settings.secret_key))

    def clock() -> datetime:
        return orders.starts_at + timedelta(seconds=time.monotonic() - began)

    async with database.connected(orders.database, size=6):
        while not leaving.is_set():
            await outbox.tick(office, clock=clock, leaving=leaving)
            await asyncio.sleep(0.05)


def decode(kind: type, value: Any) -> Any:
    """Paths, which JSON does not know."""
    return kind(value)


if __name__ == "__main__":
    asyncio.run(work(msgspec.json.decode(sys.argv[1], type=Orders, dec_hook=decode)))
