"""This room's tables and migrations, as Piccolo finds them."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

TABLES = ("beyond", "cited", "counting", "indicators", "periods", "receipts", "releases")

APP_CONFIG = AppConfig(
    app_name="outreach",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=table_finder(
        [f"events.outreach.tables.{name}" for name in TABLES], exclude_imported=True
    ),
    migration_dependencies=["events.planning.piccolo_app", "events.attendance.piccolo_app"],
)
