"""The handful that an opinion belongs to, in place of the hour that is not kept."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns import Integer

ID = "2026-11-30T00:00:00:000018"
VERSION = "1.38.0"
DESCRIPTION = "opinions in handfuls"

TABLES = {"Feedback": "feedback", "KnowledgeAnswer": "knowledge_answer"}


async def forwards() -> MigrationManager:
    """Let each opinion and each answer know its handful."""
    manager = MigrationManager(migration_id=ID, app_name="attendance", description=DESCRIPTION)
    for name, table in TABLES.items():
        manager.add_column(
            table_class_name=name,
            tablename=table,
            column_name="batch",
            db_column_name="batch",
            column_class_name="Integer",
            column_class=Integer,
            params={"default": 0, "null": False},
            schema=None,
        )
    return manager
