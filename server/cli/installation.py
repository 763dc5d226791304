"""Reaching this installation's database from a command, started for the occasion if need be."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final, TypeVar

import click

from server.accounts.domain import same_key
from server.cli import shipping
from server.cli.shipping import ShippingError
from server.foundation import database, embedded, migrations, settings
from server.foundation.coming_up import come_up
from server.foundation.embedded import EmbeddedDatabaseError
from server.foundation.errors import Refusal
from server.foundation.migrations import MigrationError
from server.foundation.setting_values import SettingsError
from server.foundation.settings import Settings

T = TypeVar("T")
WRONG: Final = (SettingsError, EmbeddedDatabaseError, MigrationError, ShippingError, Refusal)


@contextmanager
def installation(
    environ: Mapping[str, str] = os.environ,
) -> Iterator[tuple[Settings, dict[str, Any]]]:
    """The settings, and how to reach the database; what is wrong is said in a sentence."""
    try:
        configured = settings.load(environ)
        with _server(configured) as config:
            yield configured, config
    except WRONG as error:
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
    """Bring the database to this version, with what ships with it."""
    await come_up(config)
    await migrations.create_if_missing(config)
    async with database.connected(config, size=2):
        await migrations.migrate(config)
        await shipping.ship()


@asynccontextmanager
async def _connected(config: dict[str, Any]) -> AsyncIterator[None]:
    await migrated(config)
    async with database.connected(config, size=4):
        yield


def carry_out(act: Callable[[Settings], Awaitable[T]]) -> T:
    """Do something in this installation's database, migrated first."""

    async def inside(configured: Settings, config: dict[str, Any]) -> T:
        async with _connected(config):
            await same_key.check(configured)
            return await act(configured)

    with installation() as (configured, config):
        return asyncio.run(inside(configured, config))


def say(*lines: str) -> None:
    """Print to a person, at once."""
    for line in lines:
        click.echo(line)
    sys.stdout.flush()
