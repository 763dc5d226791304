"""Everything at once on two servers, while either of them, or the database, is killed."""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any, Final

from msgspec import Struct

from events.outreach.domain.rollups import verifying
from server.accounts.domain import audit
from server.cli import laws
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.invariants import Violation, violations
from server.foundation.outages import ANY
from tests.support.fault_clients import Clients
from tests.support.fault_ledger import Ledger, made_twice
from tests.support.fault_servers import Machine, ready
from tests.support.post_office import PostOffice

EVERYTHING: Final = 1_000_000
BACKENDS: Final = """
    SELECT pid FROM pg_stat_activity
    WHERE application_name = 'convoca' AND pid <> pg_backend_pid() AND datname = current_database()
"""
ON_THE_WAY: Final = """
    SELECT count(*) AS number FROM notice
    WHERE state = 'in_flight' OR (state IN ('queued', 'unknown', 'held') AND due_at <= now())
"""
TOLD: Final = "SELECT id FROM notice WHERE state IN ('sent', 'delivered', 'read') AND way = 'mail'"
LEFT: Final = "SELECT state, count(*) AS number FROM notice GROUP BY state ORDER BY state"


class Damage(Struct, frozen=True, kw_only=True):
    """What is left of it all."""

    seconds: float
    kills: dict[str, int]
    ledger: Ledger
    missing: dict[str, int]
    twice: list[str]
    broken: list[Violation]
    chain_breaks_at: int | None
    miscounted: int
    notices: dict[str, int]
    letters: int
    lost: int
    doubled: int


class Weather:
    """Kills one of `machines`, the server of the database in `cluster`, or one connection's."""

    def __init__(self, machines: Sequence[Machine], cluster: Path, *, seed: int) -> None:
        self.kills: Counter[str] = Counter()
        self._machines = machines
        self._cluster = cluster
        self._chance = random.Random(seed)
        self._victims = ["a server", "another server", "the database", "a connection"]

    async def rage(self, *, seconds: float, every: tuple[float, float], kills: int) -> None:
        """So often for so long, and until so many were killed.

        Every kind of victim gets its turn before any gets another, and whoever was killed is back
        before the next one is.
        """
        until, turns = monotonic() + seconds, list[str]()
        while monotonic() < until or sum(self.kills.values()) < kills:
            await asyncio.sleep(self._chance.uniform(*every))
            if not turns:
                turns = self._chance.sample(self._victims, k=len(self._victims))
            victim = turns.pop()
            # What is down already, or coming up, cannot be killed.
            with suppress(*ANY, IndexError):
                await self._kill(victim)
                self.kills[victim] += 1

    async def _kill(self, victim: str) -> None:
        if victim == "the database":
            self._kill_postmaster()
        elif victim == "a connection":
            await self._kill_backend()
        else:
            machine = self._machines[victim == "another server"]
            machine.kill()
            machine.start()
            await ready(machine)

    def _kill_postmaster(self) -> None:
        told = (self._cluster / "postmaster.pid").read_text().split()
        os.kill(int(told[0]), signal.SIGKILL)

    async def _kill_backend(self) -> None:
        """Not asked to end: PostgreSQL has to start anew after that."""
        numbers = [row["pid"] for row in await fetch(BACKENDS)]
        if numbers:
            os.kill(self._chance.choice(numbers), signal.SIGKILL)


async def storm(
    machines: Sequence[Machine], weather: Weather, clients: Clients, *,
    seconds: float, every: tuple[float, float], kills: int, pause: float, crowd: int,
) -> None:  # fmt: skip
    """Start everything, let it rage, and let everybody finish what they began."""
    for machine in machines:
        machine.start()
    await asyncio.gather(*map(ready, machines))
    working = asyncio.create_task(clients.go_on(pause=pause, crowd=crowd))
    raging = asyncio.create_task(weather.rage(seconds=seconds, every=every, kills=kills))
    await asyncio.wait([working, raging], return_when=asyncio.FIRST_COMPLETED)
    clients.stop()
    await asyncio.gather(working, raging)
    await asyncio.gather(*map(ready, machines))


async def calm(*, within: float) -> None:
    """Wait until nothing is on its way, or so many seconds."""
    until = monotonic() + within
    while monotonic() < until:
        if not (await fetch(ON_THE_WAY))[0]["number"]:
            return
        await asyncio.sleep(0.5)


async def damage(
    ledger: Ledger, weather: Weather, post: PostOffice, *, seconds: float
) -> Damage:  # fmt: skip
    """Hold what was acknowledged against what is there."""
    arrived = Counter(_notice(letter) for letter in post.letters)
    told = {str(row["id"]) for row in await fetch(TOLD)}
    check = await verifying.verify(EVERYTHING, at=now())
    return Damage(
        seconds=seconds, kills=dict(weather.kills), ledger=ledger,
        missing=await ledger.missing(), twice=await made_twice(),
        broken=await violations(laws.ALL), chain_breaks_at=await audit.first_broken_link(),
        miscounted=len(check.wrong),
        notices={row["state"]: row["number"] for row in await fetch(LEFT)},
        letters=sum(arrived.values()), lost=len(told - arrived.keys()),
        doubled=sum(times > 1 for times in arrived.values()),
    )  # fmt: skip


def _notice(letter: Any) -> str:
    return str(letter["Message-ID"]).strip("<>").split(".", maxsplit=1)[0]
