"""What counts in a closed period stays as it is, whoever writes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000066"
VERSION = "1.38.0"
DESCRIPTION = "closed for good"

REFUSE = """
    RAISE restrict_violation USING MESSAGE = 'the period of this event was closed',
        CONSTRAINT = 'closed_period_stays_as_it_is'
"""
# Who closes a period holds its row: a line is written before, and in the snapshot, or refused.
# Many lines are written at once, and none of them waits for another.
TAKES_NOTHING = f"""
    CREATE FUNCTION closed_period_takes_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM FROM uniqueness_period u WHERE u.id IN (
            SELECT e.period FROM event e WHERE e.id IN (SELECT event FROM becomes)
        ) ORDER BY u.id FOR SHARE;
        IF EXISTS (
            SELECT FROM becomes b JOIN event e ON e.id = b.event
                JOIN uniqueness_period u ON u.id = e.period WHERE u.closed_at IS NOT NULL
        ) THEN {REFUSE}; END IF;
        RETURN NULL;
    END $$
"""
CHANGES_NOTHING = f"""
    CREATE FUNCTION closed_period_changes_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM FROM uniqueness_period u WHERE u.id IN (
            SELECT e.period FROM event e WHERE e.id IN (OLD.event, NEW.event)
        ) ORDER BY u.id FOR SHARE;
        IF EXISTS (
            SELECT FROM event e JOIN uniqueness_period u ON u.id = e.period
            WHERE e.id IN (OLD.event, NEW.event) AND u.closed_at IS NOT NULL
        ) THEN {REFUSE}; END IF;
        RETURN NEW;
    END $$
"""
# Retention removes rows when their time is over: nothing here stands in the way of a DELETE.
TAKES = """
    CREATE TRIGGER {0}_enters_no_closed_period AFTER INSERT ON {0}
    REFERENCING NEW TABLE AS becomes
    FOR EACH STATEMENT EXECUTE FUNCTION closed_period_takes_nothing()
"""
CHANGES = """
    CREATE TRIGGER {0}_stays_in_a_closed_period BEFORE UPDATE OF {1} ON {0}
    FOR EACH ROW EXECUTE FUNCTION closed_period_changes_nothing()
"""
COUNTS = {
    "check_in": "event, at, clock_skew, pseudonym, sex, age_band, audience, voided_at, standing",
    "headcount": "event, sex, age_band, audience, count, voided_at",
}
# Looked at when all of a transaction is written. It has recorded in the audit chain by then what it
# did, and so did who closed the period: one of the two comes first.
STAYS = f"""
    CREATE FUNCTION event_of_a_closed_period_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM event e JOIN uniqueness_period u ON u.id = e.period
            WHERE e.id = NEW.id AND u.closed_at IS NOT NULL AND CASE
                WHEN e.status = 'closed' THEN NOT EXISTS (
                    SELECT FROM snapshot_event s WHERE s.period = e.period AND s.event = e.id
                        AND s.starts_at = e.starts_at AND s.municipality = e.municipality
                        AND s.kind = e.kind AND s.modality = e.modality
                        AND s.programme IS NOT DISTINCT FROM e.programme)
                ELSE e.status = 'published'
                    OR EXISTS (SELECT FROM snapshot_event s WHERE s.event = e.id)
            END
        ) OR EXISTS (
            SELECT FROM event e JOIN snapshot_event s ON s.event = e.id AND s.period <> e.period
            WHERE e.id = NEW.id
        ) THEN {REFUSE}; END IF;
        RETURN NULL;
    END $$
"""
STAY = """
    CREATE CONSTRAINT TRIGGER event_stays_in_a_closed_period
    AFTER INSERT OR UPDATE OF period, status, starts_at, municipality, kind, modality, programme
    ON event DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION event_of_a_closed_period_stays()
"""
# A change writes all topics of an event anew, so what matters is how it ends.
TOPICS_STAY = f"""
    CREATE FUNCTION topics_of_a_closed_period_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM snapshot_event s JOIN uniqueness_period u ON u.id = s.period
            WHERE s.event IN (OLD.event, NEW.event) AND u.closed_at IS NOT NULL
                AND array(SELECT t.topic::text COLLATE "C" FROM event_topic t
                    WHERE t.event = s.event ORDER BY 1)
                <> array(SELECT topic::text COLLATE "C" FROM unnest(s.topics) topic ORDER BY 1)
        ) THEN {REFUSE}; END IF;
        RETURN NULL;
    END $$
"""
TOPICS = """
    CREATE CONSTRAINT TRIGGER topics_stay_in_a_closed_period
    AFTER INSERT OR UPDATE OR DELETE ON event_topic DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION topics_of_a_closed_period_stay()
"""
FOR_GOOD = f"""
    CREATE FUNCTION closed_period_is_closed_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.closed_at IS NOT NULL AND OLD IS DISTINCT FROM NEW THEN {REFUSE}; END IF;
        RETURN NEW;
    END $$
"""
CLOSED = """
    CREATE TRIGGER uniqueness_period_is_closed_for_good BEFORE UPDATE ON uniqueness_period
    FOR EACH ROW EXECUTE FUNCTION closed_period_is_closed_for_good()
"""
# What the planner remembers of a column is a copy of what stands in it: it would outlive the key.
UNREMEMBERED = "ALTER TABLE period_key ALTER COLUMN salt SET STATISTICS {}"
INDEX = "CREATE INDEX snapshot_event_by_event ON snapshot_event (event)"
FUNCTIONS = (
    "closed_period_takes_nothing",
    "closed_period_changes_nothing",
    "event_of_a_closed_period_stays",
    "topics_of_a_closed_period_stay",
    "closed_period_is_closed_for_good",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="outreach", description=DESCRIPTION)
    manager.add_raw(_up)
    manager.add_raw_backwards(_down)
    return manager


async def _up() -> None:
    for statement in (TAKES_NOTHING, CHANGES_NOTHING, STAYS, TOPICS_STAY, FOR_GOOD):
        await execute(statement)
    for statement in (INDEX, STAY, TOPICS, CLOSED):
        await execute(statement)
    for register, columns in COUNTS.items():
        await execute(TAKES.format(register))
        await execute(CHANGES.format(register, columns))
    await execute(UNREMEMBERED.format(0))


async def _down() -> None:
    await execute(UNREMEMBERED.format(-1))
    for register in COUNTS:
        await execute(f"DROP TRIGGER {register}_enters_no_closed_period ON {register}")
        await execute(f"DROP TRIGGER {register}_stays_in_a_closed_period ON {register}")
    await execute("DROP TRIGGER uniqueness_period_is_closed_for_good ON uniqueness_period")
    await execute("DROP TRIGGER topics_stay_in_a_closed_period ON event_topic")
    await execute("DROP TRIGGER event_stays_in_a_closed_period ON event")
    await execute("DROP INDEX snapshot_event_by_event")
    for function in FUNCTIONS:
        await execute(f"DROP FUNCTION {function}")
