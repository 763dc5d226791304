"""Bringing a database to the schema of this version."""

import io
from contextlib import redirect_stdout
from typing import Any

import asyncpg
from piccolo.apps.migrations.commands.forwards import run_forwards


class MigrationError(Exception):
    """The database could not be brought to this version."""


async def create_if_missing(config: dict[str, Any]) -> None:
    """Create the database of `config` on its server unless it is there."""
    name = config["database"]
    admin = await asyncpg.connect(**{**config, "database": "postgres"})
    try:
        if not await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
            await admin.execute(f'CREATE DATABASE "{name}"')
    finally:
        await admin.close()


async def migrate(config: dict[str, Any]) -> None:
    """Run every migration that is missing; processes that start together take turns.

    Needs `database.connected`. Raises MigrationError with what Piccolo said.
    """
    lock = await asyncpg.connect(**config)
    told = io.StringIO()
    try:
        await lock.execute("SELECT pg_advisory_lock(hashtextextended('migrations', 0))")
        with redirect_stdout(told):
            result = await run_forwards("all")
    except SystemExit as stop:
        raise MigrationError(told.getvalue()) from stop
    finally:
        await lock.close()
    if not result.success:
        raise MigrationError(told.getvalue())
