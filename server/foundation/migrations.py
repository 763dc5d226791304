"""Bringing a database to the schema of this version."""

import io
from contextlib import redirect_stdout
from functools import cache
from typing import Any, Final

import asyncpg
import structlog
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.conf.apps import Finder

from server.foundation.database import fetch

log: Final = structlog.get_logger()


class MigrationError(Exception):
    """The database could not be brought to this version."""


async def create_if_missing(config: dict[str, Any]) -> None:
    """Create the database of `config` on its server unless it is there."""
    try:
        await (await asyncpg.connect(**config)).close()
    except asyncpg.InvalidCatalogNameError:
        await _create(config)


async def _create(config: dict[str, Any]) -> None:
    name = config["database"].replace('"', '""')
    admin = await asyncpg.connect(**{**config, "database": "postgres"})
    try:
        await admin.execute(f'CREATE DATABASE "{name}"')
    except (asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError):
        pass  # another process was faster
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


async def condition() -> str:
    """Whether the database can be worked with: ok, outdated or unreachable."""
    try:
        return "outdated" if await missing() else "ok"
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, RuntimeError) as error:
        log.warning("the database does not answer", why=type(error).__name__)
        return "unreachable"


async def missing() -> frozenset[tuple[str, str]]:
    """The migrations of this version, by room and name, that the database has not had."""
    rows = await fetch("SELECT app_name, name FROM migration")
    return shipped() - {(row["app_name"], row["name"]) for row in rows}


@cache
def shipped() -> frozenset[tuple[str, str]]:
    """Every migration of this version, by room and name."""
    manager = BaseMigrationManager()
    return frozenset(
        (room.app_name, name)
        for room in Finder().get_app_registry().app_configs.values()
        for name in manager.get_migration_modules(room.resolved_migrations_folder_path)
    )
