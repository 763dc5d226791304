"""Databases that are backed up and restored, apart from the worker's own."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from server.cli.backup_making import Wish
from server.foundation import database
from server.foundation.archive_keys import identities, make_pair, recipients
from server.foundation.database import engine
from tests.conftest import copy_of_template
from tests.support.cast import gather
from tests.support.events import planned

SECRET = b"the secret of this installation, and of no other"
PAIR_OF_LINES = """
    INSERT INTO check_in (id, event, source, at, received_at, sex, age_band, audience)
    SELECT gen_random_uuid(), $1, 'self', now(), now(), 'female', '13-14', 'adolescents'
    FROM generate_series(1, 2)
"""


class Keys:
    """A pair of keys, made once."""

    def __init__(self, folder: Path) -> None:
        public = make_pair(folder / "key")
        self.to = tuple(recipients([public]))
        self.mine = identities(folder / "key")


def wish(file: Path, keys: Keys | None = None, *, verify: bool = False) -> Wish:
    """A backup for the keys, or for everybody."""
    to = keys.to if keys else ()
    return Wish(file=file, secret=SECRET, to=to, verify=verify, told=lambda _size: None)


@contextmanager
def apart() -> Iterator[None]:
    """What connects to databases of its own leaves the worker's as it was."""
    held = engine.config, engine.pool
    engine.pool = None
    try:
        yield
    finally:
        engine.config, engine.pool = held


@asynccontextmanager
async def installed(
    cluster: dict[str, Any], name: str
) -> AsyncIterator[tuple[dict[str, Any], UUID]]:
    """A database with a cast and an event; whatever was made beside it is gone afterwards."""
    config = await copy_of_template(cluster, name)
    try:
        with apart():
            async with database.connected(config, size=2):
                await gather()
                event = await planned()
            yield config, event
    finally:
        await dropped_like(cluster, f"{name}%")


async def dropped_like(cluster: dict[str, Any], pattern: str) -> None:
    """Drop the databases whose names are like that."""
    for name in await names_like(cluster, pattern):
        await asked(cluster | {"database": "postgres"}, f'DROP DATABASE "{name}" WITH (FORCE)')


async def names_like(cluster: dict[str, Any], pattern: str) -> list[str]:
    """The databases whose names are like that."""
    query = "SELECT datname FROM pg_database WHERE datname LIKE $1 ORDER BY 1"
    return [row["datname"] for row in await asked(cluster, query, pattern)]


async def asked(config: dict[str, Any], query: str, *arguments: Any) -> list[asyncpg.Record]:
    """One question to a database that this process is not connected to."""
    lent = await asyncpg.connect(**config)
    try:
        return list(await lent.fetch(query, *arguments))
    finally:
        await lent.close()


class Writers:
    """People who check in, two by two, until they are told to stop; `written` is acknowledged."""

    def __init__(self, config: dict[str, Any], event: UUID) -> None:
        self._config = config
        self._event = event
        self._stopped = asyncio.Event()
        self._begun = asyncio.Event()
        self.written = 0

    async def write(self) -> None:
        """Go on until stopped."""
        lent = await asyncpg.connect(**self._config)
        try:
            while not self._stopped.is_set():
                await lent.execute(PAIR_OF_LINES, self._event)
                self.written += 2
                self._begun.set()
                await asyncio.sleep(0.005)
        finally:
            await lent.close()

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """For as long as the block lasts."""
        tasks = [asyncio.create_task(self.write()) for _writer in range(2)]
        try:
            await self._begun.wait()
            yield
        finally:
            self._stopped.set()
            await asyncio.gather(*tasks)
