"""What Piccolo cannot say: rules that changed, what is due, and a ledger nobody rewrites.

A key names the fact alone: the same fact is told once, whichever way it goes.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.foundation.database import execute

ID = "2026-11-30T00:00:00:000041"
VERSION = "1.38.0"
DESCRIPTION = "whichever way"

STATES = (
    "'queued', 'held', 'in_flight', 'unknown', 'sent', 'delivered', 'read', 'failed', 'superseded'"
)
CHECKS = {
    ("notice", "notice_goes_to_somebody"): (
        "num_nonnulls(account, registration, webhook) = 1",
        "(account IS NULL) <> (registration IS NULL)",
    ),
    ("notice", "notice_state_is_known"): (
        f"state IN ({STATES})",
        "state IN ('queued', 'in_flight', 'sent', 'failed', 'superseded')",
    ),
    ("notice", "notice_settled_when_done"): (
        "(state IN ('sent', 'delivered', 'read', 'failed', 'superseded')) = (settled_at IS NOT NULL)",
        "(state IN ('sent', 'failed', 'superseded')) = (settled_at IS NOT NULL)",
    ),
    ("reminder_rule", "reminder_rule_role_is_known"): (
        "role IN ('lead', 'assistant', 'registered')",
        "role IN ('lead', 'assistant')",
    ),
}
ONCE = "ALTER TABLE reminder_rule DROP CONSTRAINT reminder_rule_is_made_once"
ONCE_AGAIN = (
    "ALTER TABLE reminder_rule ADD CONSTRAINT reminder_rule_is_made_once"
    " UNIQUE NULLS NOT DISTINCT ({})"
)
WHICHEVER_WAY = """
    UPDATE notice SET key = regexp_replace(key, ':mail$', ''), channel = NULL,
        way = CASE WHEN attempts > 0 THEN 'mail' END;
    UPDATE reminder_rule SET channel = NULL
"""
BY_MAIL = """
    DELETE FROM notice WHERE webhook IS NOT NULL OR channel IS NOT NULL;
    UPDATE notice SET key = key || ':mail', channel = 'mail',
        state = CASE WHEN state IN ('held', 'unknown') THEN 'queued'
            WHEN state IN ('delivered', 'read') THEN 'sent' ELSE state END;
    DELETE FROM reminder_rule
        WHERE channel IS NOT NULL OR kind IS NOT NULL OR audience IS NOT NULL
            OR role = 'registered';
    UPDATE reminder_rule SET channel = 'mail'
"""
DUE = "CREATE INDEX notice_due ON notice (due_at) WHERE state IN {}"
STAYS = """
    CREATE FUNCTION consent_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the ledger of consent is not rewritten' USING ERRCODE = '23514';
    END $$
"""
LEDGER = """
    CREATE TRIGGER consent_stays BEFORE UPDATE ON consent
        FOR EACH STATEMENT EXECUTE FUNCTION consent_stays()
"""


async def check(now: int) -> None:
    """Put the conditions of this version (0) or of the one before (1)."""
    for (table, name), conditions in CHECKS.items():
        await execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        await execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({conditions[now]})")


async def several(script: str) -> None:
    """Run statements one after the other."""
    for statement in script.split(";\n    "):
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="notifications", description=DESCRIPTION)

    async def add() -> None:
        await check(0)
        await execute(ONCE)
        await several(WHICHEVER_WAY)
        await execute(ONCE_AGAIN.format("minutes_before, role, kind, audience, channel"))
        await execute("DROP INDEX notice_due")
        await execute(DUE.format("('queued', 'held', 'unknown')"))
        await execute(STAYS)
        await execute(LEDGER)

    async def remove() -> None:
        await execute("DROP TRIGGER consent_stays ON consent")
        await execute("DROP FUNCTION consent_stays")
        await execute("DROP INDEX notice_due")
        await execute(DUE.format("('queued')"))
        await execute(ONCE)
        await several(BY_MAIL)
        await execute(ONCE_AGAIN.format("minutes_before, role, channel"))
        await check(1)

    manager.add_raw(add)
    manager.add_raw_backwards(remove)
    return manager
