"""Running the migrations that a database has not had, in nobody's way for long."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, redirect_stdout
from typing import Any, Final

import asyncpg
import structlog
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.tables import Migration

from server.foundation import primary
from server.foundation.database import execute, transaction
from server.foundation.migrations import MigrationError, had

log: Final = structlog.get_logger()
# Whoever waits for a table makes everybody wait who comes after: so nobody waits longer than this,
# and tries again when those who came meanwhile have had their turn.
LOCK_TIMEOUT: Final = "1s"
PAUSE: Final = 0.5  # seconds
ATTEMPTS: Final = 120
ALONE: Final = "SELECT pg_advisory_lock(hashtextextended('migrations', 0))"


async def run(config: dict[str, Any]) -> None:
    """Run every migration that is missing, once nobody else does.

    Each is kept whole with the note that it was run, so one that was interrupted is begun anew.
    """
    async with _alone(config):
        rooms = BaseMigrationManager()
        await rooms.create_migration_table()
        done = await had()
        for room in rooms.get_sorted_app_names():
            folder = rooms.get_app_config(app_name=room).resolved_migrations_folder_path
            modules = rooms.get_migration_modules(folder)
            for name in sorted(name for name in modules if (room, name) not in done):
                await _patiently(room, name, modules[name])


@asynccontextmanager
async def _alone(config: dict[str, Any]) -> AsyncIterator[None]:
    lock = await primary.connect(**config)
    try:
        await lock.execute(ALONE)
        yield
    finally:
        await lock.close()


async def _patiently(room: str, name: str, module: Any) -> None:
    for _attempt in range(ATTEMPTS):
        try:
            return await _whole(room, name, module)
        except asyncpg.LockNotAvailableError:
            log.warning("a migration lets others go first", migration=name)
            await asyncio.sleep(PAUSE)
        except asyncpg.PostgresError as error:
            raise MigrationError(f"The migration {name} of {room} failed: {error}") from error
    raise MigrationError(
        f"The migration {name} of {room} never had its tables to itself: somebody holds them in a"
        " transaction that does not end. See pg_stat_activity, end it and start again."
    )


async def _whole(room: str, name: str, module: Any) -> None:
    steps = await module.forwards()
    if not steps.wrap_in_transaction:  # what PostgreSQL does only by itself, such as CONCURRENTLY
        await _steps(steps)
    async with transaction():
        await execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
        if steps.wrap_in_transaction:
            await _steps(steps)
        await Migration.insert(Migration(name=name, app_name=room))


async def _steps(steps: Any) -> None:
    with redirect_stdout(io.StringIO()):  # Piccolo speaks to a terminal
        await steps.run()
