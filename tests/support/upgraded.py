"""Released databases brought to today's version, and what they held before."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

from msgspec import Struct

from server.cli.installation import migrated
from server.foundation.database import connected, engine, fetch
from tests.support.released_schemas import Release, restore
from tests.support.schemas import Schema, columns, schema

Kept = dict[str, tuple[int, Decimal]]
"""By table: how many rows, and the sum of their values' fingerprints."""


class Upgraded(Struct, frozen=True):
    """A release's database at `config`, migrated by today's code."""

    release: Release
    config: dict[str, Any]
    schema_before: Schema
    kept_before: Kept
    kept: Kept
    schema: Schema


async def upgrade(release: Release, cluster: dict[str, Any]) -> Upgraded:
    """Restore what the release left behind and migrate it, as a server that starts does."""
    config = {**cluster, "database": f"release {release.number}"}
    await restore(release, config)
    async with connected_to(config):
        before = await schema()
        tables = columns(before)
        kept_before = await kept(tables)
    async with set_aside():
        await migrated(config)
    async with connected_to(config):
        return Upgraded(release, config, before, kept_before, await kept(tables), await schema())


async def kept(tables: dict[str, list[str]]) -> Kept:
    """What stands in these columns of these tables."""
    found = [(table, (await fetch(_sum(table, named)))[0]) for table, named in tables.items()]
    return {table: (row["rows"], row["sum"]) for table, row in found}


def _sum(table: str, named: Iterable[str]) -> str:
    values = ", ".join(f'"{column}"' for column in sorted(named))
    return (
        "SELECT count(*) AS rows, coalesce(sum(hashtextextended(row("
        f'{values})::text, 0)::numeric), 0) AS sum FROM "{table}"'
    )


@asynccontextmanager
async def connected_to(config: dict[str, Any]) -> AsyncIterator[None]:
    """Connect this process to another database than the tests' own."""
    async with set_aside(), connected(config, size=2):
        yield


@asynccontextmanager
async def set_aside() -> AsyncIterator[None]:
    """Forget the tests' own database for as long as the block lasts."""
    held = engine.config, engine.pool
    engine.pool = None
    try:
        yield
    finally:
        engine.config, engine.pool = held
