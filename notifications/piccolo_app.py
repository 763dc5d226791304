"""This room's tables and migrations, as Piccolo finds them."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

TABLES = ("channels", "contacts", "notices", "rules", "webhooks")

APP_CONFIG = AppConfig(
    app_name="notifications",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=table_finder(
        [f"notifications.tables.{name}" for name in TABLES], exclude_imported=True
    ),
    migration_dependencies=["volunteers.assignments.piccolo_app"],
)
