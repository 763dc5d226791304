"""An outbox in a storm: processes are killed while providers fail, and every notice is counted."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, Final

from msgspec import Struct

from notifications.channels import pool
from notifications.domain.office import Office
from notifications.domain.outbox import rounds
from server.foundation.database import fetch
from server.foundation.signing import Signer
from tests.support.hasty_worker import UNHURRIED, Orders, written
from tests.support.moody_houses import Houses

ROOT: Final = Path(__file__).parents[2]
PATIENCE: Final = 1.5  # seconds that a provider is waited for
STARTS_WITHIN, LOOK_AGAIN = 120, 0.1  # seconds
SETTLED: Final = ("sent", "delivered", "read")
NOTICES: Final = """
    SELECT n.id, n.state, n.in_doubt, n.state = ANY($1) AS settled,
        array_agg(d.channel || ' ' || d.outcome || CASE WHEN d.settled_at IS NULL THEN ''
            ELSE ' (settled)' END ORDER BY d.attempt) FILTER (WHERE d.id IS NOT NULL) AS attempts,
        coalesce(bool_or(d.outcome = 'unknown' OR d.settled_at IS NOT NULL), false) AS doubted
    FROM notice n LEFT JOIN delivery d ON d.notice = n.id GROUP BY n.id
"""
UNSETTLED: Final = """
    SELECT count(*) AS number, max(coalesce(leased_until, due_at)) AS last FROM notice
    WHERE state IN ('queued', 'held', 'in_flight', 'unknown')
"""
DUE: Final = "SELECT count(*) AS number FROM notice WHERE state = 'queued' AND due_at <= $1"


class Double(Struct, frozen=True):
    """A notice that arrived more than once, and what is shown of it."""

    state: str
    times: int
    attempts: tuple[str, ...]
    doubted: bool


class Damage(Struct, frozen=True):
    """What is left of it all: `lost` were told nobody, whatever their state says."""

    notices: int
    sent: int
    lost: int
    kills: int
    doubted: int
    doubles: tuple[Double, ...]


class Storm:
    """So many processes work at the outbox of `database`, by these houses, from `starts_at` on.

    Their clocks pass `speed` seconds in one of ours; at speed 1 they keep no pace.
    """

    def __init__(
        self, houses: Houses, database: dict[str, Any], *, processes: int, starts_at: datetime,
        speed: float = 1,
    ) -> None:  # fmt: skip
        self.kills = 0
        self.ends: list[int] = []
        self._houses = houses
        self._database = database
        self._processes = processes
        self._starts_at = starts_at
        self._began = monotonic()
        self._speed = speed

    def clock(self) -> datetime:
        """The time that all of them go by."""
        return self._starts_at + timedelta(seconds=self._speed * (monotonic() - self._began))

    async def rage(self, *, kills: int, every: float, calms_within: float, after: int = 0) -> None:
        """So many times whoever has worked longest is killed; then all goes well for a while.

        It happens `every` so many seconds, and not before so many more messages arrived.
        """
        crew = [await self._worker() for _each in range(self._processes)]
        try:
            await self._until(partial(self._have_arrived, 1), within=STARTS_WITHIN)
            for _kill in range(kills):
                enough = self._houses.number + after
                await asyncio.sleep(every)
                await self._until(partial(self._have_arrived, enough), within=STARTS_WITHIN)
                victim = crew.pop(0)
                victim.send_signal(signal.SIGKILL)
                self.kills += await victim.wait() == -signal.SIGKILL
                crew.append(await self._worker())
            self._houses.calm()
            await self._until(self._is_worked_off, within=calms_within)
        finally:
            for process in crew:
                process.terminate()
            self.ends = [await process.wait() for process in crew]

    async def settle(self) -> None:
        """What still waits for its moment finds that it has come, until nothing is left."""
        self._houses.calm()
        settings = self._houses.settings
        async with pool.opened() as http:
            office = Office(settings, Signer(settings.secret_key), http)
            while (left := (await fetch(UNSETTLED))[0])["number"]:
                skipped = max(timedelta(), left["last"] - self.clock())
                self._starts_at += skipped
                await rounds.tick(office, clock=self.clock, rates=UNHURRIED)
                await self._houses.whatsapp.teller.done()
                await self._houses.sms.teller.done()

    async def _have_arrived(self, number: int) -> bool:
        return self._houses.number >= number

    async def _is_worked_off(self) -> bool:
        return not (await fetch(DUE, self.clock()))[0]["number"]

    async def _until(self, happened: Callable[[], Awaitable[bool]], *, within: float) -> None:
        """Or so many seconds, where others work on this machine too."""
        until = monotonic() + within
        while monotonic() < until:
            if await happened():
                return
            await asyncio.sleep(LOOK_AGAIN)

    async def damage(self) -> Damage:
        """Count, notice by notice, what arrived and what is said of it."""
        arrived = self._houses.arrived
        rows = await fetch(NOTICES, list(SETTLED))
        doubles = [
            Double(row["state"], arrived[str(row["id"])], tuple(row["attempts"]), row["doubted"])
            for row in rows
            if arrived[str(row["id"])] > 1
        ]
        return Damage(
            notices=len(rows),
            sent=sum(row["settled"] for row in rows),
            lost=sum(not (row["settled"] and arrived[str(row["id"])]) for row in rows),
            kills=self.kills,
            doubted=sum(row["doubted"] for row in rows),
            doubles=tuple(doubles),
        )

    async def _worker(self) -> Process:
        orders = Orders(
            database=self._database, settings=self._houses.settings, starts_at=self.clock(),
            speed=self._speed, patience=PATIENCE, paced=self._speed > 1,
        )  # fmt: skip
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.support.hasty_worker", written(orders),
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip


def shown(doubles: tuple[Double, ...]) -> Counter[str]:
    """How often each history of a double is told."""
    return Counter(" → ".join((*double.attempts, double.state)) for double in doubles)
