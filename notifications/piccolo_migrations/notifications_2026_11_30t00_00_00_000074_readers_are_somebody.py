"""A notice may go to a reader of releases; what Piccolo does not see is that a rule changed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000074"
VERSION = "1.38.0"
DESCRIPTION = "readers are somebody"

FORGET = "DELETE FROM notice WHERE reader IS NOT NULL"
RULE = "ALTER TABLE notice DROP CONSTRAINT notice_goes_to_somebody"
NEW_RULE = (
    "ALTER TABLE notice ADD CONSTRAINT notice_goes_to_somebody CHECK (num_nonnulls({}) = 1)"
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="notifications", description=DESCRIPTION)

    async def widen() -> None:
        await execute(RULE)
        await execute(NEW_RULE.format("account, registration, webhook, reader"))

    async def narrow() -> None:
        await execute(FORGET)
        await execute(RULE)
        await execute(NEW_RULE.format("account, registration, webhook"))

    manager.add_raw(widen)
    manager.add_raw_backwards(narrow)
    return manager
