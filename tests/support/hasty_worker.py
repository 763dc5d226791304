"""A process that works at an outbox on a clock that may run fast: `python -m … ORDERS`.

Its argument is JSON, as `Orders` has it.
"""

import asyncio
import signal
import sys
import time
from datetime import datetime, timedelta
from typing import Any

import httpx
import msgspec
from msgspec import Struct

from notifications.channels import pool
from notifications.domain.office import Office
from notifications.domain.outbox import pace, rounds
from server.foundation import database
from server.foundation.settings import Settings
from server.foundation.signing import Signer

UNHURRIED = dict.fromkeys(pace.RATES, pace.Rate(100_000, 100_000))


class Orders(Struct, frozen=True, kw_only=True):
    """What the process is told: `speed` are the seconds that its clock passes in one of ours.

    Providers are waited for `patience` of our seconds. Where it is not `paced`, no channel is too
    slow for it.
    """

    database: dict[str, Any]
    settings: Settings
    starts_at: datetime
    speed: float = 1
    patience: float = 20
    paced: bool = True


async def work(orders: Orders) -> None:
    """Round after round, until a SIGTERM asks to finish what is being sent and go."""
    leaving = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, leaving.set)
    began = time.monotonic()
    rates = pace.RATES if orders.paced else UNHURRIED

    def clock() -> datetime:
        return orders.starts_at + timedelta(seconds=orders.speed * (time.monotonic() - began))

    async with database.connected(orders.database, size=6), pool.opened() as http:
        http.timeout = httpx.Timeout(orders.patience)
        office = Office(orders.settings, Signer(orders.settings.secret_key), http)
        while not leaving.is_set():
            await rounds.tick(office, clock=clock, leaving=leaving, rates=rates)
            await asyncio.sleep(0.05)


def written(orders: Orders) -> str:
    """The argument of such a process."""
    return msgspec.json.encode(orders, enc_hook=str).decode()


def decode(kind: type, value: Any) -> Any:
    """Paths, which JSON does not know."""
    return kind(value)


if __name__ == "__main__":
    asyncio.run(work(msgspec.json.decode(sys.argv[1], type=Orders, dec_hook=decode)))
