"""What Piccolo cannot say: a pass counts once at an event, and registers are read by event."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "one pass, once"

# A voided line no longer stands in the way, and people without a pass are all different.
ONE_PASS_ONCE = """
    CREATE UNIQUE INDEX check_in_counts_a_pass_once ON check_in (event, pseudonym)
    WHERE voided_at IS NULL AND pseudonym IS NOT NULL
"""
CHECK_IN_BY_EVENT = "CREATE INDEX check_in_by_event ON check_in (event, at DESC, id DESC)"
HEADCOUNT_BY_EVENT = "CREATE INDEX headcount_by_event ON headcount (event, at DESC, id DESC)"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="attendance", description=DESCRIPTION)

    async def add() -> None:
        await execute(ONE_PASS_ONCE)
        await execute(CHECK_IN_BY_EVENT)
        await execute(HEADCOUNT_BY_EVENT)

    async def remove() -> None:
        await execute("DROP INDEX headcount_by_event")
        await execute("DROP INDEX check_in_by_event")
        await execute("DROP INDEX check_in_counts_a_pass_once")

    manager.add_raw(add)
    manager.add_raw_backwards(remove)
    return manager
