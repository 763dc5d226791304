"""A register is read by when things happened by our clock, whatever a phone's clock showed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000012"
VERSION = "1.38.0"
DESCRIPTION = "registers by moment"

REGISTERS = ("check_in", "headcount")
BY_MOMENT = """
    CREATE INDEX {0}_by_moment ON {0}
    (event, ((at AT TIME ZONE 'UTC') + clock_skew * interval '1 millisecond') DESC, id DESC)
"""


async def forwards() -> MigrationManager:
    """Put the corrected moment where the phone's own stood."""
    manager = MigrationManager(migration_id=ID, app_name="attendance", description=DESCRIPTION)

    async def add() -> None:
        for table in REGISTERS:
            await execute(BY_MOMENT.format(table))
            await execute(f"DROP INDEX {table}_by_event")

    async def remove() -> None:
        for table in REGISTERS:
            await execute(f"CREATE INDEX {table}_by_event ON {table} (event, at DESC, id DESC)")
            await execute(f"DROP INDEX {table}_by_moment")

    manager.add_raw(add)
    manager.add_raw_backwards(remove)
    return manager
