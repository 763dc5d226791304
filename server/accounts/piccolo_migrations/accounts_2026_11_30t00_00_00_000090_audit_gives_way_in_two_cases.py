"""The audit gives way in two cases: entries that are too old, and the names of who was erased.

Either is done by one function, which says so for its own transaction. It guards against mistakes
and against programs: whoever owns the database can take every trigger off it.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000090"
VERSION = "1.38.0"
DESCRIPTION = "audit gives way in two cases"

REFUSE = """
    CREATE OR REPLACE FUNCTION refuse_to_change_audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND current_setting('convoca.audit', true) = 'forgets'
            OR TG_OP = 'UPDATE' AND current_setting('convoca.audit', true) = 'blanks'
        THEN
            RETURN NULL;
        END IF;
        RAISE EXCEPTION 'what was done stays written: audit_entry is append-only';
    END $$
"""
# As it was before: what is written has no exception.
REFUSED = """
    CREATE OR REPLACE FUNCTION refuse_to_change_audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'what was done stays written: audit_entry is append-only';
    END $$
"""
ONLY_NAMES = """
    CREATE FUNCTION audit_entry_loses_only_its_name() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.actor = '' AND NEW.salt IS NULL
            AND to_jsonb(NEW) - '{actor,salt}'::text[] = to_jsonb(OLD) - '{actor,salt}'::text[]
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'what was done stays written: audit_entry is append-only';
    END $$
"""
FORGET = """
    CREATE FUNCTION forget_audit_before(
        moment timestamptz, most integer, forgotten timestamptz
    ) RETURNS integer LANGUAGE plpgsql AS $$
    DECLARE
        last record;
        gone integer;
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('audit', 0));
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
BLANK = """
    CREATE FUNCTION blank_audit_names(who uuid) RETURNS integer LANGUAGE plpgsql AS $$
    DECLARE
        blanked integer;
    BEGIN
        PERFORM set_config('convoca.audit', 'blanks', true);
        UPDATE audit_entry SET actor = '', salt = NULL
        WHERE account = who AND salt IS NOT NULL;
        GET DIAGNOSTICS blanked = ROW_COUNT;
        PERFORM set_config('convoca.audit', '', true);
        RETURN blanked;
    END $$
"""
GUARDS = (
    """
    CREATE TRIGGER audit_entry_is_never_emptied BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_audit()
    """,
    """
    CREATE TRIGGER audit_entry_loses_only_its_name BEFORE UPDATE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_loses_only_its_name()
    """,
    """
    CREATE TRIGGER audit_checkpoint_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_audit()
    """,
)
BACK = (
    "DROP TRIGGER audit_checkpoint_stays ON audit_checkpoint",
    "DROP TRIGGER audit_entry_loses_only_its_name ON audit_entry",
    "DROP TRIGGER audit_entry_is_never_emptied ON audit_entry",
    "DROP FUNCTION blank_audit_names",
    "DROP FUNCTION forget_audit_before",
    "DROP FUNCTION audit_entry_loses_only_its_name",
    REFUSED,
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounts", description=DESCRIPTION)

    async def add() -> None:
        for statement in (REFUSE, ONLY_NAMES, FORGET, BLANK, *GUARDS):
            await execute(statement)

    async def remove() -> None:
        for statement in BACK:
            await execute(statement)

    manager.add_raw(add)
    manager.add_raw_backwards(remove)
    return manager
