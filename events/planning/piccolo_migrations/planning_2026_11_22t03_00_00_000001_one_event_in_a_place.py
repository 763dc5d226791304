"""What Piccolo cannot say: one event in a place at a time, and telling everybody of changes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-22T03:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "one event in a place at a time"

# A place and a moment sort together, so ranges of them overlap only in the same place. That needs
# no extension, which servers may lack. Deferrable: events may change places with one another.
PLACE_AND_MOMENT = "CREATE TYPE venue_moment AS (venue uuid, moment timestamptz)"
SPAN_IN_A_PLACE = "CREATE TYPE venue_span AS RANGE (subtype = venue_moment)"
ONE_AT_A_TIME = """
    ALTER TABLE event ADD CONSTRAINT event_has_its_venue_to_itself EXCLUDE USING gist (
        venue_span(ROW(venue, starts_at)::venue_moment, ROW(venue, ends_at)::venue_moment) WITH &&)
    WHERE (venue IS NOT NULL AND status <> 'cancelled' AND venue_overlap_reason IS NULL)
    DEFERRABLE INITIALLY IMMEDIATE
"""
BY_SPAN = "CREATE INDEX event_by_span ON event USING gist (tstzrange(starts_at, ends_at))"
ONE_IN_A_POSITION = """
    CREATE UNIQUE INDEX event_has_its_position_to_itself ON event (programme, programme_position)
    WHERE status <> 'cancelled'
"""
TELLING = """
    CREATE FUNCTION tell_of_a_changed_agenda() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_notify('agenda', ''); RETURN NULL; END $$
"""
TOLD = """
    CREATE TRIGGER event_changes_are_told AFTER INSERT OR UPDATE OR DELETE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_a_changed_agenda()
"""
ICONS = "UPDATE kind SET icon = slug"
FORWARDS = (
    PLACE_AND_MOMENT,
    SPAN_IN_A_PLACE,
    ONE_AT_A_TIME,
    BY_SPAN,
    ONE_IN_A_POSITION,
    TELLING,
    TOLD,
    ICONS,
)
BACKWARDS = (
    "DROP TRIGGER event_changes_are_told ON event",
    "DROP FUNCTION tell_of_a_changed_agenda",
    "DROP INDEX event_has_its_position_to_itself",
    "DROP INDEX event_by_span",
    "ALTER TABLE event DROP CONSTRAINT event_has_its_venue_to_itself",
    "DROP TYPE venue_span",
    "DROP TYPE venue_moment",
)


async def forwards() -> MigrationManager:
    """Add the promises that the database keeps by itself."""
    manager = MigrationManager(migration_id=ID, app_name="planning", description=DESCRIPTION)

    async def add() -> None:
        for statement in FORWARDS:
            await execute(statement)

    async def drop() -> None:
        for statement in BACKWARDS:
            await execute(statement)

    manager.add_raw(add)
    manager.add_raw_backwards(drop)
    return manager
