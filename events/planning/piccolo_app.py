"""This room's tables and migrations, as Piccolo finds them."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

TABLES = ("acts", "codelists", "events", "imports", "places", "projects")

APP_CONFIG = AppConfig(
    app_name="planning",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=table_finder(
        [f"events.planning.tables.{name}" for name in TABLES], exclude_imported=True
    ),
    migration_dependencies=["server.accounts.piccolo_app"],
)
