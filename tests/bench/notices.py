"""How fast notices are derived from what is planned, and what it costs to ask when all is told.

`python -m tests.bench.notices` prints only these, and the kinds that take longest.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from notifications.domain.notices.kinds import KINDS
from server.foundation import database
from server.foundation.clock import now
from server.foundation.database import fetch
from tests.bench.notice_world import EACH, EVENTS, made, tell_all, write_again
from tests.bench.own_cluster import cluster, set_up
from tests.bench.table import Row, written

TIMES: Final = 5
SLOWEST: Final = 6


class Told(Struct, frozen=True):
    """How many notices; seconds of one round of all kinds, and of each kind when all is told."""

    number: int
    derived: float
    written: float
    idle: float
    kinds: dict[str, float]


def measured() -> list[Row]:
    """In a database of its own."""
    return _rows(_told())


def main() -> None:
    """Only these."""
    told = _told()
    sys.stdout.write(f"{written(_rows(told))}\n")
    for kind, spent in sorted(told.kinds.items(), key=lambda kind: -kind[1])[:SLOWEST]:
        sys.stdout.write(f"  {kind}: {spent * 1000:.0f} ms\n")


def _told() -> Told:
    with (
        tempfile.TemporaryDirectory(prefix="convoca-notices-") as folder,
        cluster(Path(folder)) as config,
    ):
        return asyncio.run(_derived(config))


async def _derived(config: dict[str, Any]) -> Told:
    await set_up(config)
    async with database.connected(config, size=2):
        at = now()
        await made(at=at)
        derived = await _spent(partial(_round, at))
        rows = await fetch("SELECT count(*) AS number FROM notice")
        kept = await _spent(write_again)
        await tell_all(at=at)
        later = at + timedelta(minutes=1)
        rounds = [await _each(later) for _time in range(TIMES)]
        kinds = {kind: min(each[kind] for each in rounds) for kind in KINDS}
        idle = min(sum(each.values()) for each in rounds)
        return Told(rows[0]["number"], derived, kept, idle, kinds)


async def _round(at: datetime) -> None:
    for kind in KINDS.values():
        await kind.owe(at)


async def _each(at: datetime) -> dict[str, float]:
    return {name: await _spent(partial(kind.owe, at)) for name, kind in KINDS.items()}


async def _spent(ask: Callable[[], Awaitable[Any]]) -> float:
    started = time.perf_counter()
    await ask()
    return time.perf_counter() - started


def _rows(told: Told) -> list[Row]:
    rate, plain = told.number / told.derived, told.number / told.written
    return [
        Row(f"notices of {EVENTS:,} events × {EACH} people", f"{told.number:,}"),
        Row(
            "  derived and queued a second", f"{rate:,.0f}", f"{plain:,.0f} only written",
            f"{rate / plain:.2f}",
        ),
        Row(
            "  asking again when all is told", f"{told.idle * 1000:.0f} ms",
            f"{told.derived * 1000:,.0f} ms at first", f"{told.idle / told.derived:.3f}",
            "≤ 1 s",
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
