"""What Piccolo cannot say: a session that older code opened, or opens meanwhile, has a handle too."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000081"
VERSION = "1.38.0"
DESCRIPTION = "sessions have a handle"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounts", description=DESCRIPTION)

    async def add() -> None:
        await execute("ALTER TABLE session ALTER COLUMN handle SET DEFAULT gen_random_uuid()")
        await execute("UPDATE session SET handle = gen_random_uuid() WHERE handle IS NULL")

    async def remove() -> None:
        await execute("ALTER TABLE session ALTER COLUMN handle DROP DEFAULT")

    manager.add_raw(add)
    manager.add_raw_backwards(remove)
    return manager
