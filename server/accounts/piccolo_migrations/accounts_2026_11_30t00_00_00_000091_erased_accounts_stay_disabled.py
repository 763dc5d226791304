"""Who was erased is not let in again."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.constraints import Check

ID = "2026-11-30T00:00:00:000091"
VERSION = "1.38.0"
DESCRIPTION = "erased accounts stay disabled"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounts", description=DESCRIPTION)

    manager.add_constraint(
        table_class_name="Account",
        tablename="account",
        constraint_name="account_erased_is_disabled",
        constraint_class=Check,
        params={"condition": "erased_at IS NULL OR disabled_at IS NOT NULL"},
        schema=None,
    )

    return manager
