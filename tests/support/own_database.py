"""A database apart from the worker's, for what has to begin with nothing in it."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from server.foundation import database
from server.foundation.database import engine


@asynccontextmanager
async def own_database(cluster: dict[str, Any], name: str) -> AsyncIterator[None]:
    """Everything inside happens in a fresh copy of the template; the worker's comes back after."""
    config = {**cluster, "database": f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"}
    await _on_server(cluster, f'CREATE DATABASE "{config["database"]}" TEMPLATE template')
    held = engine.config, engine.pool
    engine.pool = None
    try:
        async with database.connected(config, size=2):
            yield
    finally:
        engine.config, engine.pool = held
        await _on_server(cluster, f'DROP DATABASE "{config["database"]}"')


async def _on_server(cluster: dict[str, Any], command: str) -> None:
    admin = await asyncpg.connect(**{**cluster, "database": "postgres"})
    try:
        await admin.execute(command)
    finally:
        await admin.close()
