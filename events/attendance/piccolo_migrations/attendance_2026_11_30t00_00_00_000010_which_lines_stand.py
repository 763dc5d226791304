"""What Piccolo cannot say: of several lines of a pass one stands, and a register tells of itself."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.constraints import Check

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000010"
VERSION = "1.38.0"
DESCRIPTION = "which lines stand"

VOIDED_DO_NOT_STAND = "UPDATE check_in SET standing = false WHERE voided_at IS NOT NULL"
ONE_STANDS = """
    CREATE UNIQUE INDEX check_in_stands_once ON check_in (event, pseudonym)
    WHERE standing AND pseudonym IS NOT NULL
"""
# To find which line stands when another one fell.
BY_PASS = """
    CREATE INDEX check_in_by_pass ON check_in (event, pseudonym)
    WHERE NOT standing AND voided_at IS NULL
"""
UNDECIDED = "CREATE INDEX set_aside_undecided ON set_aside (event) WHERE fate IS NULL"
QUEUE = """
    CREATE INDEX registration_queue ON registration (event, asked_at, id)
    WHERE status IN ('waiting', 'offered')
"""
# Once for a statement and event, however many lines it wrote.
TELLING = """
    CREATE FUNCTION tell_of_a_changed_register() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('register', event::text) FROM (SELECT DISTINCT event FROM changed) once;
        RETURN NULL;
    END $$
"""
TOLD = """
    CREATE TRIGGER {table}_{change}_is_told AFTER {change} ON {table}
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION tell_of_a_changed_register()
"""
WATCHED = ("check_in", "headcount", "room_count", "set_aside", "ruling")
CHANGES = ("insert", "update")
FORWARDS = (
    VOIDED_DO_NOT_STAND,
    "DROP INDEX check_in_counts_a_pass_once",
    ONE_STANDS,
    BY_PASS,
    UNDECIDED,
    QUEUE,
    TELLING,
    *(TOLD.format(table=table, change=change) for table in WATCHED for change in CHANGES),
)
ONCE_COUNTED = """
    CREATE UNIQUE INDEX check_in_counts_a_pass_once ON check_in (event, pseudonym)
    WHERE voided_at IS NULL AND pseudonym IS NOT NULL
"""
BACKWARDS = (
    *(
        f"DROP TRIGGER {table}_{change}_is_told ON {table}"
        for table in WATCHED
        for change in CHANGES
    ),
    "DROP FUNCTION tell_of_a_changed_register",
    "DROP INDEX registration_queue",
    "DROP INDEX set_aside_undecided",
    "DROP INDEX check_in_by_pass",
    "DROP INDEX check_in_stands_once",
    # The older version knows no second line of a pass.
    "DELETE FROM check_in WHERE NOT standing AND voided_at IS NULL",
    ONCE_COUNTED,
)


async def forwards() -> MigrationManager:
    """Say which lines stand, and that only one of a pass does."""
    manager = MigrationManager(migration_id=ID, app_name="attendance", description=DESCRIPTION)

    async def add() -> None:
        for statement in FORWARDS:
            await execute(statement)

    async def drop() -> None:
        for statement in BACKWARDS:
            await execute(statement)

    manager.add_raw(add)
    manager.add_raw_backwards(drop)
    manager.add_constraint(
        table_class_name="CheckIn",
        tablename="check_in",
        constraint_name="check_in_voided_does_not_stand",
        constraint_class=Check,
        params={"condition": "voided_at IS NULL OR NOT standing"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="CheckIn",
        tablename="check_in",
        constraint_name="check_in_without_a_pass_stands",
        constraint_class=Check,
        params={"condition": "pseudonym IS NOT NULL OR standing = (voided_at IS NULL)"},
        schema=None,
    )
    return manager
