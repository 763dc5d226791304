"""What Piccolo cannot say: only the few notices that still have to be looked at are indexed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000003"
VERSION = "1.38.0"
DESCRIPTION = "what is due"

NOTICE_DUE = "CREATE INDEX notice_due ON notice (due_at) WHERE state = 'queued'"
NOTICE_LEASED = "CREATE INDEX notice_leased ON notice (leased_until) WHERE state = 'in_flight'"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="notifications", description=DESCRIPTION)

    async def add() -> None:
        await execute(NOTICE_DUE)
        await execute(NOTICE_LEASED)

    async def remove() -> None:
        await execute("DROP INDEX notice_leased")
        await execute("DROP INDEX notice_due")

    manager.add_raw(add)
    manager.add_raw_backwards(remove)
    return manager
