"""This room's tables and migrations, as Piccolo finds them."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

TABLES = ("doors", "keys", "learning", "passes", "registers", "seats", "support")

APP_CONFIG = AppConfig(
    app_name="attendance",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=table_finder(
        [f"events.attendance.tables.{name}" for name in TABLES], exclude_imported=True
    ),
    migration_dependencies=["events.planning.piccolo_app"],
)
