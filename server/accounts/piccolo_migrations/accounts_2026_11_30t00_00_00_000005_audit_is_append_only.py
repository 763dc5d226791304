"""What Piccolo cannot say: an audit entry is never changed and never deleted."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000005"
VERSION = "1.38.0"
DESCRIPTION = "audit is append-only"

REFUSE = """
    CREATE FUNCTION refuse_to_change_audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'what was done stays written: audit_entry is append-only';
    END $$
"""
APPEND_ONLY = """
    CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_audit()
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounts", description=DESCRIPTION)

    async def add() -> None:
        await execute(REFUSE)
        await execute(APPEND_ONLY)

    async def remove() -> None:
        await execute("DROP TRIGGER audit_entry_is_append_only ON audit_entry")
        await execute("DROP FUNCTION refuse_to_change_audit()")

    manager.add_raw(add)
    manager.add_raw_backwards(remove)
    return manager
