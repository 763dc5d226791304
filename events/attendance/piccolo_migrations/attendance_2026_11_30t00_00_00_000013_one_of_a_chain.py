"""Of lines that correct one another one counts, clocks stay possible, and late undos wait."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns import Boolean
from piccolo.constraints import Check

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000013"
VERSION = "1.38.0"
DESCRIPTION = "one of a chain"

KEPT_WITH_A_CLOCK = {"CheckIn": "check_in", "Headcount": "headcount", "SetAside": "set_aside"}
REGISTERS = ("check_in", "headcount")
CLAMPED = """
    UPDATE {0} SET clock_skew = greatest(least(clock_skew, 3153600000000), -3153600000000)
    WHERE clock_skew NOT BETWEEN -3153600000000 AND 3153600000000
"""
CORRECTIONS = "CREATE INDEX {0}_corrections ON {0} (corrects) WHERE corrects IS NOT NULL"
ONE_COUNTS = """
    CREATE FUNCTION {0}_one_of_a_chain_counts() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            WITH RECURSIVE earlier AS (
                SELECT NEW.id, NEW.corrects
                UNION
                SELECT line.id, line.corrects FROM {0} line
                JOIN earlier ON line.id = earlier.corrects
            ), chain AS (
                SELECT id FROM earlier
                UNION
                SELECT line.id FROM {0} line JOIN chain ON line.corrects = chain.id
            )
            SELECT FROM {0} JOIN chain USING (id) WHERE voided_at IS NULL AND id <> NEW.id
        ) THEN
            RAISE check_violation USING MESSAGE = 'another line of the chain counts';
        END IF;
        RETURN NULL;
    END $$
"""
# Neither fires for what everybody writes: lines that correct nothing.
WRITTEN = """
    CREATE TRIGGER {0}_corrects_what_is_voided AFTER INSERT ON {0} FOR EACH ROW
    WHEN (NEW.corrects IS NOT NULL AND NEW.voided_at IS NULL)
    EXECUTE FUNCTION {0}_one_of_a_chain_counts()
"""
PUT_BACK = """
    CREATE TRIGGER {0}_comes_back_alone AFTER UPDATE OF voided_at ON {0} FOR EACH ROW
    WHEN (OLD.voided_at IS NOT NULL AND NEW.voided_at IS NULL)
    EXECUTE FUNCTION {0}_one_of_a_chain_counts()
"""
FORWARDS = (CORRECTIONS, ONE_COUNTS, WRITTEN, PUT_BACK)
BACKWARDS = (
    "DROP TRIGGER {0}_comes_back_alone ON {0}",
    "DROP TRIGGER {0}_corrects_what_is_voided ON {0}",
    "DROP FUNCTION {0}_one_of_a_chain_counts",
    "DROP INDEX {0}_corrections",
)


async def forwards() -> MigrationManager:
    """Bound the clocks, watch over chains, and let an undo wait."""
    manager = MigrationManager(migration_id=ID, app_name="attendance", description=DESCRIPTION)

    async def add() -> None:
        for table in KEPT_WITH_A_CLOCK.values():
            await execute(CLAMPED.format(table))
        for table in REGISTERS:
            for statement in FORWARDS:
                await execute(statement.format(table))

    async def remove() -> None:
        for table in REGISTERS:
            for statement in BACKWARDS:
                await execute(statement.format(table))

    manager.add_raw(add)
    manager.add_raw_backwards(remove)
    manager.add_column(
        table_class_name="Withdrawal",
        tablename="withdrawal",
        column_name="waits",
        db_column_name="waits",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False, "null": False},
        schema=None,
    )
    for name, table in KEPT_WITH_A_CLOCK.items():
        manager.add_constraint(
            table_class_name=name,
            tablename=table,
            constraint_name=f"{table}_clock_is_possible",
            constraint_class=Check,
            params={"condition": "clock_skew BETWEEN -3153600000000 AND 3153600000000"},
            schema=None,
        )
    return manager
