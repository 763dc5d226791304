"""What was counted refers to events and periods without foreign keys.

A foreign key locks the row that it refers to, and who closes a period, or an event, holds it.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import UUID, ForeignKey
from piccolo.table import create_table_class

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000060"
VERSION = "1.38.0"
DESCRIPTION = "counting waits for nobody"

COLUMNS = (
    ("CountedEvent", "counted_event", "event", "event"),
    ("CountedEvent", "counted_event", "period", "uniqueness_period"),
    ("CountedPerson", "counted_person", "period", "uniqueness_period"),
    ("CountedAnswers", "counted_answers", "period", "uniqueness_period"),
)
REFERENCES = {
    name: create_table_class(
        name,
        class_kwargs={"tablename": name},
        class_members={"id": UUID(primary_key=True, default=None, null=False)},
    )
    for name in ("event", "uniqueness_period")
}


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="outreach", description=DESCRIPTION)
    for table, name, column, target in COLUMNS:
        manager.alter_column(
            table_class_name=table,
            tablename=name,
            column_name=column,
            db_column_name=column,
            params={"default": None},
            old_params={"default": None, "references": REFERENCES[target]},
            column_class=UUID,
            old_column_class=ForeignKey,
        )
    manager.add_raw(_up)
    manager.add_raw_backwards(_down)
    return manager


async def _up() -> None:
    for _table, name, column, _target in COLUMNS:
        await execute(f"ALTER TABLE {name} DROP CONSTRAINT {name}_{column}_fkey")
    # What is packed does not become smaller, and is written often.
    await execute("ALTER TABLE counted_answers ALTER answers SET STORAGE EXTERNAL")


async def _down() -> None:
    await execute("ALTER TABLE counted_answers ALTER answers SET STORAGE EXTENDED")
    for _table, name, column, target in COLUMNS:
        await execute(
            f"ALTER TABLE {name} ADD CONSTRAINT {name}_{column}_fkey FOREIGN KEY ({column})"
            f" REFERENCES {target} (id) ON UPDATE CASCADE ON DELETE CASCADE"
        )
