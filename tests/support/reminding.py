"""Rules of reminders that a test adds, and that are gone afterwards: they outlive a test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from notifications.domain.reminders import reminder_rules
from notifications.domain.reminders.rule_checking import Remind
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY

SHIPPED = (
    "INSERT INTO reminder_rule (id, minutes_before, role) VALUES (gen_random_uuid(), 1440, $1)"
)


async def rule(minutes: int, role: str | None = None, **said: Any) -> None:
    """Remind so long before."""
    remind = Remind(minutes_before=minutes, role=role, **said)
    await reminder_rules.make(remind, by=SYSTEM, at=TODAY)


async def no_rules() -> None:
    """Remind nobody."""
    await execute("DELETE FROM reminder_rule")


@asynccontextmanager
async def rules_put_back() -> AsyncIterator[None]:
    """Leave the rules that ship."""
    try:
        yield
    finally:
        await no_rules()
        await execute(SHIPPED, None)
        await execute(SHIPPED, "registered")
