"""What Piccolo cannot say: an account is disabled once at a time."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000085"
VERSION = "1.38.0"
DESCRIPTION = "one suspension at a time"

ONE = """
    CREATE UNIQUE INDEX suspension_is_one_at_a_time ON suspension (account) WHERE ended_at IS NULL
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounts", description=DESCRIPTION)

    async def add() -> None:
        await execute(ONE)

    async def remove() -> None:
        await execute("DROP INDEX suspension_is_one_at_a_time")

    manager.add_raw(add)
    manager.add_raw_backwards(remove)
    return manager
