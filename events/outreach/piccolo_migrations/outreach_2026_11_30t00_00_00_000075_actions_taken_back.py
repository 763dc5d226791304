"""A month's number that was wrong is taken back: then nothing was reported, which is not zero."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns import Integer

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000075"
VERSION = "1.38.0"
DESCRIPTION = "actions taken back"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="outreach", description=DESCRIPTION)
    manager.alter_column(
        table_class_name="NetworkAction",
        tablename="network_action",
        column_name="people",
        db_column_name="people",
        params={"null": True},
        old_params={"null": False},
        column_class=Integer,
        old_column_class=Integer,
        schema=None,
    )
    manager.add_raw_backwards(_forget)
    return manager


async def _forget() -> None:
    await execute("DELETE FROM network_action WHERE people IS NULL")
