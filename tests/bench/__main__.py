"""`make bench`: installations of its own, everything measured on them, one table.

`BENCH_ONLY=start,size make bench` measures only these; the names are those of `PARTS` and `ALONE`.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from server.foundation import database, embedded
from tests.bench import (
    big_register,
    check_in_page,
    check_in_rate,
    feed_times,
    notices,
    outreach,
    plan_times,
    rota,
    scenery,
    sending,
    size,
    slow_network,
    start,
)
from tests.bench.scenery import Scenery
from tests.bench.table import Row, written
from tests.support.installation import Installation, serving


class Place(Struct, frozen=True):
    """The installation that several parts are measured on, one after the other."""

    running: Installation
    there: Scenery
    config: dict[str, Any]


async def _page(place: Place) -> list[Row]:
    return check_in_page.measured(place.running.address, place.there.code)


async def _slow(place: Place) -> list[Row]:
    return await slow_network.measured(place.running.address, place.there.code)


async def _feeds(place: Place) -> list[Row]:
    return await feed_times.measured(place.running.address, place.there)


async def _rate(place: Place) -> list[Row]:
    folder = place.running.data.parent
    return await check_in_rate.measured(place.running, place.there, place.config, folder)


async def _plan(place: Place) -> list[Row]:
    return await plan_times.measured(place.running.address, place.there)


async def _big(place: Place) -> list[Row]:
    return await big_register.measured(place.running, place.there)


PARTS: Final[dict[str, Callable[[Place], Awaitable[list[Row]]]]] = {
    "page": _page,
    "slow": _slow,
    "feeds": _feeds,
    "rate": _rate,
    "plan": _plan,
    "big": _big,
}
"""In this order, since each finds what those before it left."""
ALONE: Final[dict[str, Callable[[], list[Row]]]] = {
    "notices": notices.measured,
    "sending": sending.measured,
    "rota": rota.measured,
    "outreach": outreach.measured,
}
OF_AN_INSTALLATION: Final = ("start", "size")
BY_HAND: Final = """
Measured by hand, since each takes minutes:
{commands}
"""
COMMANDS: Final = {
    "outbox_chaos": "notices while processes are killed: none lost",
    "fault_run": "mixed load while processes and the database are killed (--short: once each)",
    "failover": "the primary killed under load, a synchronous standby promoted",
    "backup": "a backup of a million check-ins, beside a plain dump",
    "old_code": "the released code on the new schema",
}


def main() -> None:
    """Measure and print; nothing is left behind."""
    wanted = _wanted(os.environ.get("BENCH_ONLY", ""))
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="convoca-bench-") as folder:
        # Compiled once, as anywhere but where Python is told to write nothing.
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        data = Path(folder) / "data"
        if wanted & {*PARTS, "start"}:
            rows += _on_one_installation(data, compiled, wanted)
        if "start" in wanted:
            with _timed("start"):
                rows += start.measured(data, compiled)
        if "size" in wanted:
            with _timed("size"):
                rows += size.measured(compiled)
    for name, measured in ALONE.items():
        if name in wanted:
            with _timed(name):
                rows += measured()
    sys.stdout.write(f"{written(rows)}\n{BY_HAND.format(commands=_commands())}")


def _wanted(only: str) -> set[str]:
    every = {*PARTS, *ALONE, *OF_AN_INSTALLATION}
    named = {name for name in only.replace(",", " ").split() if name}
    if named - every:
        sys.exit(f"BENCH_ONLY names {sorted(named - every)}; there are {', '.join(sorted(every))}")
    return named or every


def _on_one_installation(data: Path, compiled: dict[str, str], wanted: set[str]) -> list[Row]:
    with (
        serving(data, port=None, **compiled) as running,
        embedded.running(data / "postgres") as sockets,
    ):
        return asyncio.run(_measured(running, sockets, wanted))


async def _measured(running: Installation, sockets: Path, wanted: set[str]) -> list[Row]:
    config = database.address(url=None, sockets=sockets)
    rows: list[Row] = []
    async with database.connected(config, size=2):
        place = Place(running, await scenery.set_up(), config)
        for name, measured in PARTS.items():
            if name in wanted:
                with _timed(name):
                    rows += await measured(place)
    return rows


@contextmanager
def _timed(name: str) -> Iterator[None]:
    """Say what is being measured, for whoever waits."""
    began = time.perf_counter()
    yield
    sys.stderr.write(f"{name}: {time.perf_counter() - began:.0f} s\n")


def _commands() -> str:
    there = {name: says for name, says in COMMANDS.items() if _exists(name)}
    return "\n".join(f"  python -m tests.bench.{name:<14}{says}" for name, says in there.items())


def _exists(name: str) -> bool:
    here = Path(__file__).parent
    return (here / f"{name}.py").exists() or (here / name).is_dir()


if __name__ == "__main__":
    main()
