"""The rules that ship, once: what administrators take away afterwards does not come back.

Whoever has a seat was reminded a day before without any rule; from here on a rule says so, and the
key of such a reminder how long before it is.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000043"
VERSION = "1.38.0"
DESCRIPTION = "shipped rules"

HELPERS = """
    INSERT INTO reminder_rule (id, minutes_before)
    SELECT gen_random_uuid(), 1440 WHERE NOT EXISTS (SELECT FROM reminder_rule)
"""
SEATS = """
    INSERT INTO reminder_rule (id, minutes_before, role)
    VALUES (gen_random_uuid(), 1440, 'registered')
"""
NAMED = "UPDATE notice SET key = key || ':1440' WHERE kind = 'seat_reminder'"
UNNAMED = """
    UPDATE notice SET key = regexp_replace(key, ':1440$', '')
    WHERE kind = 'seat_reminder' AND key ~ '^[^:]*:[^:]*:[^:]*:1440$'
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="notifications", description=DESCRIPTION)

    async def add() -> None:
        await execute(HELPERS)
        await execute(SEATS)
        await execute(NAMED)

    async def remove() -> None:
        # One that is no day before has no name among those of the version before.
        await execute("DELETE FROM notice WHERE kind = 'seat_reminder' AND key !~ ':1440$'")
        await execute(UNNAMED)
        await execute("DELETE FROM reminder_rule WHERE role = 'registered'")

    manager.add_raw(add)
    manager.add_raw_backwards(remove)
    return manager
