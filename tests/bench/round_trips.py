"""How often the server asks the database for one check-in, as PostgreSQL's own log tells it."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from server.foundation.database import execute, fetch
from tests.bench.load import drive
from tests.bench.table import Row
from tests.support.installation import Installation

SECONDS: Final = 1
HEARD: Final = 0.5  # seconds until every process of PostgreSQL knows of a new setting
ASKED: Final = re.compile(rb"LOG:  (?:execute|statement)")
THANKED: Final = (b"HTTP/1.1 303",)


async def measured(running: Installation, request: Callable[[], bytes], *, clients: int) -> Row:
    """What is asked by the clock is counted too; a lone client shares its statement with nobody."""
    log = running.data / "postgres" / "cluster" / "log"
    async with _everything_logged():
        before, there = await _lines(), log.stat().st_size
        drive(running.address, request, clients=clients, seconds=SECONDS, wish=THANKED)
        asked = _asked(log, there)
    trips = asked / (await _lines() - before)
    return Row(
        f"  round trips to the database each, {clients} at a time", f"{trips:.2f}", aim="≤ 3"
    )


@asynccontextmanager
async def _everything_logged() -> AsyncIterator[None]:
    await _set("ALTER SYSTEM SET log_statement = 'all'")
    try:
        yield
    finally:
        await _set("ALTER SYSTEM RESET log_statement")


async def _set(command: str) -> None:
    await execute(command)
    await execute("SELECT pg_reload_conf()")
    await asyncio.sleep(HEARD)


async def _lines() -> int:
    return int((await fetch("SELECT count(*) AS lines FROM check_in"))[0]["lines"])


def _asked(log: Path, since: int) -> int:
    with log.open("rb") as told:
        told.seek(since)
        return len(ASKED.findall(told.read()))
