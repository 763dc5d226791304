"""Registrations whose address had heard enough, and which are answered like any other."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns import Boolean

ID = "2026-11-30T00:00:00:000015"
VERSION = "1.38.0"
DESCRIPTION = "quiet registrations"


async def forwards() -> MigrationManager:
    """Let each registration know whether it came with an address that is not kept."""
    manager = MigrationManager(migration_id=ID, app_name="attendance", description=DESCRIPTION)
    manager.add_column(
        table_class_name="Registration",
        tablename="registration",
        column_name="quiet",
        db_column_name="quiet",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False, "null": False},
        schema=None,
    )
    return manager
