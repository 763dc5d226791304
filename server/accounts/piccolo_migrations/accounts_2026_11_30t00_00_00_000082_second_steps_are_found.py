"""What Piccolo cannot say: the ways in of an account are found by it, on every page it asks for."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000082"
VERSION = "1.38.0"
DESCRIPTION = "second steps are found"
TABLES = ("authenticator", "passkey", "recovery_code", "session")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounts", description=DESCRIPTION)

    async def add() -> None:
        for table in TABLES:
            await execute(f"CREATE INDEX {table}_of_account ON {table} (account)")

    async def remove() -> None:
        for table in TABLES:
            await execute(f"DROP INDEX {table}_of_account")

    manager.add_raw(add)
    manager.add_raw_backwards(remove)
    return manager
