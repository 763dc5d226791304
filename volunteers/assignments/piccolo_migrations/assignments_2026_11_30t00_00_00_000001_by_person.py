"""What Piccolo cannot say: places are looked up by person, and answers by place, latest first."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000004"
VERSION = "1.38.0"
DESCRIPTION = "by person"

ASSIGNMENT_BY_PERSON = "CREATE INDEX assignment_by_person ON assignment (volunteer)"
ANSWER_LATEST_FIRST = "CREATE INDEX answer_latest_first ON answer (assignment, at DESC, id DESC)"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="assignments", description=DESCRIPTION)

    async def add() -> None:
        await execute(ASSIGNMENT_BY_PERSON)
        await execute(ANSWER_LATEST_FIRST)

    async def remove() -> None:
        await execute("DROP INDEX answer_latest_first")
        await execute("DROP INDEX assignment_by_person")

    manager.add_raw(add)
    manager.add_raw_backwards(remove)
    return manager
