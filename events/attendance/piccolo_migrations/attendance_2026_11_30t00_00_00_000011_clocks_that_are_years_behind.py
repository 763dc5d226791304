"""Milliseconds to a clock that is years behind, and what a corrected line was written for."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns import UUID, BigInt, Integer

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000011"
VERSION = "1.38.0"
DESCRIPTION = "clocks that are years behind, and corrections"

KEPT_WITH_A_CLOCK = {"CheckIn": "check_in", "Headcount": "headcount", "SetAside": "set_aside"}
# The older version holds no clock that is wrong by more than 24 days.
NARROWED = """
    UPDATE {0} SET clock_skew = greatest(least(clock_skew, 2147483647), -2147483648)
    WHERE clock_skew NOT BETWEEN -2147483648 AND 2147483647
"""
CORRECTED = {"CheckIn": "check_in", "Headcount": "headcount"}


async def forwards() -> MigrationManager:
    """Widen the milliseconds, and let a line say which one it corrects."""
    manager = MigrationManager(migration_id=ID, app_name="attendance", description=DESCRIPTION)

    async def narrow() -> None:
        for table in KEPT_WITH_A_CLOCK.values():
            await execute(NARROWED.format(table))

    manager.add_raw_backwards(narrow)
    for name, table in KEPT_WITH_A_CLOCK.items():
        manager.alter_column(
            table_class_name=name,
            tablename=table,
            column_name="clock_skew",
            db_column_name="clock_skew",
            params={},
            old_params={},
            column_class=BigInt,
            old_column_class=Integer,
            schema=None,
        )
    for name, table in CORRECTED.items():
        manager.add_column(
            table_class_name=name,
            tablename=table,
            column_name="corrects",
            db_column_name="corrects",
            column_class_name="UUID",
            column_class=UUID,
            params={"default": None, "null": True},
            schema=None,
        )
    return manager
