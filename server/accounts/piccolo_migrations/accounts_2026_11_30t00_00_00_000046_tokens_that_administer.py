"""A token may close periods and release figures."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000046"
VERSION = "1.38.0"
DESCRIPTION = "tokens that administer"

SCOPES = "'read', 'plan', 'attend', 'report'"
DROP = "ALTER TABLE api_token DROP CONSTRAINT api_token_scope_is_known"
ADD = "ALTER TABLE api_token ADD CONSTRAINT api_token_scope_is_known CHECK (scope IN ({}))"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounts", description=DESCRIPTION)
    manager.add_raw(_up)
    manager.add_raw_backwards(_down)
    return manager


async def _up() -> None:
    await execute(DROP)
    await execute(ADD.format(f"{SCOPES}, 'administer'"))


async def _down() -> None:
    await execute("DELETE FROM api_token WHERE scope = 'administer'")
    await execute(DROP)
    await execute(ADD.format(SCOPES))
