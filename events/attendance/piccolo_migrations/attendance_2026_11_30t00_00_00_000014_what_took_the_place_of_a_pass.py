"""What took the place of a pass, so that scans made before that and sent later find their person.

Nobody can link the replacements of before: a pass replaced then stands for itself.
"""

from typing import Any, Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns import UUID, Bytea, ForeignKey
from piccolo.columns.base import OnDelete
from piccolo.table import Table

ID = "2026-11-30T00:00:00:000014"
VERSION = "1.38.0"
DESCRIPTION = "what took the place of a pass"


class UniquenessPeriod(Table, tablename="uniqueness_period", schema=None):
    """The part of the period that the new table leans on."""

    id = UUID(primary_key=True, default=None, null=False)


COLUMNS: Final[dict[str, tuple[type[Bytea | ForeignKey], dict[str, Any]]]] = {
    "mark": (Bytea, {"primary_key": True}),
    "period": (
        ForeignKey,
        {"references": UniquenessPeriod, "on_delete": OnDelete.cascade, "index": True},
    ),
    "sealed": (Bytea, {}),
}


async def forwards() -> MigrationManager:
    """Add the table."""
    manager = MigrationManager(migration_id=ID, app_name="attendance", description=DESCRIPTION)
    manager.add_table(class_name="PassHeir", tablename="pass_heir", schema=None)
    for name, (kind, params) in COLUMNS.items():
        manager.add_column(
            table_class_name="PassHeir",
            tablename="pass_heir",
            column_name=name,
            db_column_name=name,
            column_class_name=kind.__name__,
            column_class=kind,
            params={"default": None, "null": False, **params},
            schema=None,
        )
    return manager
