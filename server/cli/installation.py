"""Reaching this installation's database from a command, started for the occasion if need be."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

import click

from events.attendance.domain.directory import support
from events.planning.domain import reference
from server.foundation import database, embedded, migrations, settings
from server.foundation.embedded import EmbeddedDatabaseError
from server.foundation.errors import Refusal
from server.foundation.migrations import MigrationError
from server.foundation.setting_values import SettingsError
from server.foundation.settings import Settings

T = TypeVar("T")


@contextmanager
def installation() -> Iterator[tuple[Settings, dict[str, Any]]]:
    """The settings, and how to reach the database; what is wrong is said in a sentence."""
    try:
        configured = settings.load(os.environ)
        with _server(configured) as config:
            yield configured, config
    except (SettingsError, EmbeddedDatabaseError, MigrationError, Refusal) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"The database cannot be reached: {error}") from error


@contextmanager
def _server(configured: Settings) -> Iterator[dict[str, Any]]:
    if configured.database_url is not None:
        yield database.address(url=configured.database_url, sockets=None)
        return
    with embedded.running(configured.data_dir / "postgres") as sockets:
        yield database.address(url=None, sockets=sockets)


def url(config: dict[str, Any]) -> str:
    """The database's address as one line, for server processes.

    The port is named: one in the environment (PGPORT) is another database's.
    """
    sockets = "host={host}&port={port}".format(**config) if "host" in config else ""
    return str(config.get("dsn") or f"postgresql://postgres@/{config['database']}?{sockets}")


async def migrated(config: dict[str, Any]) -> None:
    """Bring the database to this version, with the codelists that ship with it."""
    await migrations.create_if_missing(config)
    async with database.connected(config, size=2):
        await migrations.migrate(config)
        await reference.ship()
        await support.ship()


@asynccontextmanager
async def _connected(config: dict[str, Any]) -> AsyncIterator[None]:
    await migrated(config)
    async with database.connected(config, size=4):
        yield


def carry_out(act: Callable[[Settings], Awaitable[T]]) -> T:
    """Do something in this installation's database, migrated first."""

    async def inside(configured: Settings, config: dict[str, Any]) -> T:
        async with _connected(config):
            return await act(configured)

    with installation() as (configured, config):
        return asyncio.run(inside(configured, config))


def say(*lines: str) -> None:
    """Print to a person, at once."""
    for line in lines:
        click.echo(line)
    sys.stdout.flush()
