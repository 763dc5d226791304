"""Bringing a database to the schema of this version."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import asyncpg
import structlog

from server.foundation import primary
from server.foundation.database import fetch

log: Final = structlog.get_logger()
# Read as text: to import them all, and what they import, takes a quarter of a second.
WRITTEN: Final = re.compile(r'(?ms)^ID = "(?P<name>[^"]+)"$.*\bapp_name="(?P<room>\w+)"')
SOURCE: Final = Path(__file__).parents[2]
SOURCES: Final = ("server", "events", "volunteers", "notifications")


class MigrationError(Exception):
    """The database could not be brought to this version."""


async def create_if_missing(config: dict[str, Any]) -> None:
    """Create the database of `config` on its server unless it is there."""
    try:
        await (await primary.connect(**config)).close()
    except asyncpg.InvalidCatalogNameError:
        await _create(config)


async def _create(config: dict[str, Any]) -> None:
    name = config["database"].replace('"', '""')
    admin = await primary.connect(**{**config, "database": "postgres"})
    try:
        await admin.execute(f'CREATE DATABASE "{name}"')
    except (asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError):
        pass  # another process was faster
    finally:
        await admin.close()


async def migrate(config: dict[str, Any]) -> None:
    """Run every migration that is missing; processes that start together take turns.

    Needs `database.connected`. Raises MigrationError with what PostgreSQL said.
    """
    if await missing():
        # Most starts have nothing to do, and what doing it takes is long to import.
        await import_module("server.foundation.migrating").run(config)


async def condition() -> str:
    """Whether the database can be worked with: ok, outdated or unreachable.

    One that a newer version migrated already is ok: every version leaves what the last one needs.
    """
    try:
        return "outdated" if await missing() else "ok"
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, RuntimeError) as error:
        log.warning("the database does not answer", why=type(error).__name__)
        return "unreachable"


async def missing() -> frozenset[tuple[str, str]]:
    """The migrations of this version, by room and name, that the database has not had."""
    return shipped() - await had()


async def had() -> frozenset[tuple[str, str]]:
    """The migrations that the database has had, of whichever version."""
    if not (await fetch("SELECT to_regclass('public.migration') AS list"))[0]["list"]:
        return frozenset()
    rows = await fetch("SELECT app_name, name FROM migration")
    return frozenset((row["app_name"], row["name"]) for row in rows)


@cache
def shipped() -> frozenset[tuple[str, str]]:
    """Every migration of this version, by room and name."""
    found = [WRITTEN.search(file.read_text()) for file in _files()]
    return frozenset((each["room"], each["name"]) for each in found if each)


def _files() -> Iterator[Path]:
    for source in SOURCES:
        for folder in (SOURCE / source, *(SOURCE / source).iterdir()):
            yield from folder.glob("piccolo_migrations/*.py")
