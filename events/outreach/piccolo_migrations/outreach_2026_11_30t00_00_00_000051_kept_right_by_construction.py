"""Registers say that they changed, and what was reported cannot be changed any more."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000051"
VERSION = "1.38.0"
DESCRIPTION = "kept right by construction"

# Statement by statement and never updated: eighty people at one door do not wait for one another.
TOUCHED = """
    CREATE FUNCTION register_was_touched() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP IN ('INSERT', 'UPDATE') THEN
            INSERT INTO register_touch (event) SELECT DISTINCT event FROM becomes;
        END IF;
        IF TG_OP IN ('UPDATE', 'DELETE') THEN
            INSERT INTO register_touch (event) SELECT DISTINCT event FROM was;
        END IF;
        RETURN NULL;
    END $$
"""
WATCHED = (
    """
    CREATE TRIGGER {0}_touches_when_written AFTER INSERT ON {0}
    REFERENCING NEW TABLE AS becomes FOR EACH STATEMENT EXECUTE FUNCTION register_was_touched()
    """,
    """
    CREATE TRIGGER {0}_touches_when_changed AFTER UPDATE ON {0}
    REFERENCING OLD TABLE AS was NEW TABLE AS becomes
    FOR EACH STATEMENT EXECUTE FUNCTION register_was_touched()
    """,
    """
    CREATE TRIGGER {0}_touches_when_removed AFTER DELETE ON {0}
    REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION register_was_touched()
    """,
)
REGISTERS = ("check_in", "headcount")
# An event of another project or time may belong to another period, whose passes have other numbers;
# one that was called off no longer says what its passes said there.
MOVED = """
    CREATE FUNCTION event_was_moved() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO register_touch (event) VALUES (NEW.id);
        RETURN NULL;
    END $$
"""
MOVES = """
    CREATE TRIGGER event_touches_when_moved AFTER UPDATE OF period, status ON event FOR EACH ROW
    WHEN (OLD.period IS DISTINCT FROM NEW.period OR OLD.status IS DISTINCT FROM NEW.status)
    EXECUTE FUNCTION event_was_moved()
"""
EVERYTHING = """
    INSERT INTO register_touch (event)
    SELECT event FROM check_in UNION SELECT event FROM headcount
"""
TARGET_ONCE = """
    CREATE UNIQUE INDEX target_is_set_once
    ON target (indicator, municipality, starts_on, ends_on) NULLS NOT DISTINCT
"""
KEPT = """
    CREATE FUNCTION reported_stays_as_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE restrict_violation USING MESSAGE = 'what was reported is not changed';
    END $$
"""
KEEPS = """
    CREATE TRIGGER {0}_stays_as_it_is BEFORE UPDATE OR DELETE ON {0}
    FOR EACH ROW EXECUTE FUNCTION reported_stays_as_it_is()
"""
# All that may become of a release is that it is withdrawn, once.
RELEASED = """
    CREATE FUNCTION release_is_only_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL
            AND to_jsonb(NEW) - '{withdrawn_at,withdrawn_why}'::text[]
                = to_jsonb(OLD) - '{withdrawn_at,withdrawn_why}'::text[]
        THEN
            RETURN NEW;
        END IF;
        RAISE restrict_violation USING MESSAGE = 'what was released is not changed';
    END $$
"""
WITHDRAWS = """
    CREATE TRIGGER release_is_only_withdrawn BEFORE UPDATE OR DELETE ON release
    FOR EACH ROW EXECUTE FUNCTION release_is_only_withdrawn()
"""
REPORTED = ("snapshot", "snapshot_event", "snapshot_figure", "figure_receipt")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="outreach", description=DESCRIPTION)
    manager.add_raw(_up)
    manager.add_raw_backwards(_down)
    return manager


async def _up() -> None:
    for statement in (TOUCHED, MOVED, MOVES, TARGET_ONCE, KEPT, RELEASED, WITHDRAWS):
        await execute(statement)
    for register in REGISTERS:
        for statement in WATCHED:
            await execute(statement.format(register))
    for table in REPORTED:
        await execute(KEEPS.format(table))
    await execute(EVERYTHING)


async def _down() -> None:
    for table in REPORTED:
        await execute(f"DROP TRIGGER {table}_stays_as_it_is ON {table}")
    for register in REGISTERS:
        for moment in ("written", "changed", "removed"):
            await execute(f"DROP TRIGGER {register}_touches_when_{moment} ON {register}")
    await execute("DROP TRIGGER event_touches_when_moved ON event")
    await execute("DROP TRIGGER release_is_only_withdrawn ON release")
    await execute("DROP FUNCTION release_is_only_withdrawn")
    for function in ("reported_stays_as_it_is", "event_was_moved", "register_was_touched"):
        await execute(f"DROP FUNCTION {function}")
    await execute("DROP INDEX target_is_set_once")
