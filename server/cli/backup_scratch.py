"""Databases beside the real one, on the same server, that are filled, looked at and dropped."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import asyncpg

from server.foundation import primary
from server.foundation.postgres_programs import ProgramError

LONGEST: Final = 63  # PostgreSQL's for names


@asynccontextmanager
async def on_server(config: dict[str, Any]) -> AsyncIterator[Any]:
    """A connection to the server of the database, outside it."""
    lent = await primary.connect(**{**config, "database": "postgres"})
    try:
        yield lent
    finally:
        await lent.close()


async def made(config: dict[str, Any], purpose: str) -> dict[str, Any]:
    """An empty database named after its purpose; raises ProgramError where none may be made."""
    name = f"convoca_{purpose}_{secrets.token_hex(4)}"
    async with on_server(config) as admin:
        try:
            await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        except asyncpg.InsufficientPrivilegeError:
            raise ProgramError(
                "The database's user may not make databases, which restoring needs:"
                " ALTER ROLE … CREATEDB."
            ) from None
    return {**config, "database": name}


async def dropped(config: dict[str, Any]) -> None:
    """Throw a database away, whoever is connected to it."""
    async with on_server(config) as admin:
        await admin.execute(f"DROP DATABASE IF EXISTS {quoted(config['database'])} WITH (FORCE)")


@asynccontextmanager
async def scratch(config: dict[str, Any], purpose: str) -> AsyncIterator[dict[str, Any]]:
    """One that lasts as long as the block."""
    config = await made(config, purpose)
    try:
        yield config
    finally:
        await dropped(config)


def quoted(name: str) -> str:
    """A name as it stands in a command."""
    return '"{}"'.format(name[:LONGEST].replace('"', '""'))
