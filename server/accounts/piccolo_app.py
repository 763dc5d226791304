"""This room's tables and migrations, as Piccolo finds them."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

TABLES = ("entering", "people", "told", "upkeep")

APP_CONFIG = AppConfig(
    app_name="accounts",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=table_finder(
        [f"server.accounts.tables.{name}" for name in TABLES], exclude_imported=True
    ),
    migration_dependencies=[],
)
