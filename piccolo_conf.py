"""Where Piccolo finds the database and the rooms."""

from piccolo.conf.apps import AppRegistry

from server.foundation import database

DB = database.engine

APP_REGISTRY = AppRegistry(
    apps=[
        "server.accounts.piccolo_app",
        "events.planning.piccolo_app",
        "events.attendance.piccolo_app",
        "events.outreach.piccolo_app",
        "volunteers.people.piccolo_app",
        "volunteers.assignments.piccolo_app",
        "notifications.piccolo_app",
    ]
)

__all__ = ["APP_REGISTRY", "DB"]
