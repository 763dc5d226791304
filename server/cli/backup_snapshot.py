"""Looking at the whole database at one moment, which a dump then shares."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from asyncpg import Connection
from msgspec import Struct

from server.foundation import primary
from server.foundation.archive_manifest import Manifest, this_version
from server.foundation.postgres_programs import fitting, major_of

# A long look at the database is wanted here, whatever its owner allows others.
PATIENT: Final = """
    SET LOCAL statement_timeout = 0;
    SET LOCAL idle_in_transaction_session_timeout = 0;
"""
TABLES: Final = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
HEAD: Final = "SELECT id, hash FROM audit_entry ORDER BY id DESC LIMIT 1"
SCHEMA: Final = "SELECT app_name, name FROM migration ORDER BY app_name, name"


class Moment(Struct, frozen=True):
    """The name by which a dump shares the snapshot, and what was seen in it."""

    snapshot: str
    manifest: Manifest


@asynccontextmanager
async def moment(config: dict[str, Any], *, at: datetime) -> AsyncIterator[Moment]:
    """Hold one moment of the database for as long as the block lasts; nobody waits for it."""
    lent = await primary.connect(**config)
    try:
        async with lent.transaction(isolation="repeatable_read", readonly=True):
            await lent.execute(PATIENT)
            name = await lent.fetchval("SELECT pg_export_snapshot()")
            program = fitting("pg_dump", lent.get_server_version().major, config)
            yield Moment(name, await _seen(lent, program, at))
    finally:
        await lent.close()


async def _seen(lent: Connection, program: Path, at: datetime) -> Manifest:
    last = await lent.fetchrow(HEAD)
    server = lent.get_server_version().major
    return Manifest(
        made_at=at,
        convoca=this_version(),
        postgres=server,
        dumped_by=major_of(program) or server,
        schema=tuple((row["app_name"], row["name"]) for row in await lent.fetch(SCHEMA)),
        counts=await counts(lent),
        head=(last["id"], last["hash"].hex()) if last else None,
    )


async def counts(lent: Connection) -> dict[str, int]:
    """How many rows each table has."""
    tables = [row["relname"] for row in await lent.fetch(TABLES)]
    return {name: await lent.fetchval(f'SELECT count(*) FROM "{name}"') for name in tables}
