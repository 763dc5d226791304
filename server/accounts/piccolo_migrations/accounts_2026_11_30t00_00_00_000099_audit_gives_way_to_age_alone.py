"""The audit gives nothing up that is younger than a year, and no name of a living account.

The year is counted back from its newest entry, not from a clock that anybody can set.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000099"
VERSION = "1.38.0"
DESCRIPTION = "audit gives way to age alone"

FORGET = """
    CREATE OR REPLACE FUNCTION forget_audit_before(
        moment timestamptz, most integer, forgotten timestamptz
    ) RETURNS integer LANGUAGE plpgsql AS $$
    DECLARE
        last record;
        gone integer;
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('audit', 0));
        {guard}
        -- The newest one always stays: the next number follows from it.
        WITH oldest AS (
            SELECT id, hash, at FROM audit_entry
            WHERE id < (SELECT max(id) FROM audit_entry) ORDER BY id LIMIT most
        )
        SELECT id, hash, at INTO last FROM oldest
        WHERE id < coalesce((SELECT min(id) FROM oldest WHERE at >= moment), 9223372036854775807)
        ORDER BY id DESC LIMIT 1;
        IF NOT FOUND THEN
            RETURN 0;
        END IF;
        PERFORM set_config('convoca.audit', 'forgets', true);
        DELETE FROM audit_entry WHERE id <= last.id;
        GET DIAGNOSTICS gone = ROW_COUNT;
        PERFORM set_config('convoca.audit', '', true);
        INSERT INTO audit_checkpoint (number, hash, at, entries, forgotten_at)
        VALUES (last.id, last.hash, last.at, gone, forgotten);
        RETURN gone;
    END $$
"""
OLD_ENOUGH = """
        IF moment > (SELECT max(at) FROM audit_entry) - interval '365 days' THEN
            RAISE EXCEPTION 'what was done stays written: the audit keeps its last year';
        END IF;
"""
BLANK = """
    CREATE OR REPLACE FUNCTION blank_audit_names(who uuid) RETURNS integer LANGUAGE plpgsql AS $$
    DECLARE
        blanked integer;
    BEGIN
        {guard}
        PERFORM set_config('convoca.audit', 'blanks', true);
        UPDATE audit_entry SET actor = '', salt = NULL
        WHERE account = who AND salt IS NOT NULL;
        GET DIAGNOSTICS blanked = ROW_COUNT;
        PERFORM set_config('convoca.audit', '', true);
        RETURN blanked;
    END $$
"""
ERASED = """
        IF NOT EXISTS (SELECT FROM account WHERE id = who AND erased_at IS NOT NULL) THEN
            RAISE EXCEPTION 'what was done stays written: only who was erased loses a name';
        END IF;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounts", description=DESCRIPTION)

    async def guard() -> None:
        await execute(FORGET.format(guard=OLD_ENOUGH))
        await execute(BLANK.format(guard=ERASED))

    async def release() -> None:
        await execute(FORGET.format(guard=""))
        await execute(BLANK.format(guard=""))

    manager.add_raw(guard)
    manager.add_raw_backwards(release)
    return manager
