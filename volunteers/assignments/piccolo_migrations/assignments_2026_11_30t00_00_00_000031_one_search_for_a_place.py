"""What Piccolo cannot say: a place is looked for once, and teams and rotas tell of themselves."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000031"
VERSION = "1.38.0"
DESCRIPTION = "one search for a place"

ONE_SEARCH_FOR_A_ROLE = """
    CREATE UNIQUE INDEX cover_search_is_open_once ON cover_search (event, role)
    WHERE ended_at IS NULL AND standing_for IS NULL
"""
ONE_SEARCH_FOR_WHO_ASKED = """
    CREATE UNIQUE INDEX cover_search_stands_for_one ON cover_search (standing_for)
    WHERE ended_at IS NULL
"""
WAVES = "CREATE INDEX cover_search_next_wave ON cover_search (next_wave_at) WHERE ended_at IS NULL"
UNANSWERED = "CREATE INDEX assignment_unanswered ON assignment (answer_by) WHERE status = 'invited'"
OFFERED = "CREATE INDEX offer_by_assignment ON offer (assignment)"
UNFINISHED = "CREATE INDEX rota_unfinished ON rota (asked_at) WHERE state IN ('waiting', 'working')"
TEAM_TOLD = """
    CREATE FUNCTION tell_of_a_changed_team() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('team', event::text) FROM (SELECT DISTINCT event FROM changed) once;
        RETURN NULL;
    END $$
"""
TOLD = """
    CREATE TRIGGER {table}_{change}_is_told AFTER {change} ON {table}
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION tell_of_a_changed_team()
"""
ROTA_TOLD = """
    CREATE FUNCTION tell_of_a_changed_rota() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_notify('rota', NEW.id::text); RETURN NULL; END $$
"""
ROTA_CHANGES = """
    CREATE TRIGGER rota_is_told AFTER INSERT OR UPDATE ON rota
    FOR EACH ROW EXECUTE FUNCTION tell_of_a_changed_rota()
"""
WATCHED = ("assignment", "cover_search")
CHANGES = ("insert", "update")
FORWARDS = (
    ONE_SEARCH_FOR_A_ROLE,
    ONE_SEARCH_FOR_WHO_ASKED,
    WAVES,
    UNANSWERED,
    OFFERED,
    UNFINISHED,
    TEAM_TOLD,
    *(TOLD.format(table=table, change=change) for table in WATCHED for change in CHANGES),
    ROTA_TOLD,
    ROTA_CHANGES,
)
BACKWARDS = (
    "DROP TRIGGER rota_is_told ON rota",
    "DROP FUNCTION tell_of_a_changed_rota",
    *(
        f"DROP TRIGGER {table}_{change}_is_told ON {table}"
        for table in WATCHED
        for change in CHANGES
    ),
    "DROP FUNCTION tell_of_a_changed_team",
    "DROP INDEX rota_unfinished",
    "DROP INDEX offer_by_assignment",
    "DROP INDEX assignment_unanswered",
    "DROP INDEX cover_search_next_wave",
    "DROP INDEX cover_search_stands_for_one",
    "DROP INDEX cover_search_is_open_once",
)


async def forwards() -> MigrationManager:
    """Look for a place once, and tell of every change."""
    manager = MigrationManager(migration_id=ID, app_name="assignments", description=DESCRIPTION)

    async def add() -> None:
        for statement in FORWARDS:
            await execute(statement)

    async def drop() -> None:
        for statement in BACKWARDS:
            await execute(statement)

    manager.add_raw(add)
    manager.add_raw_backwards(drop)
    return manager
