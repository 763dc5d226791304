"""When people are reminded: rules that are data."""

from msgspec import Struct, convert

from notifications.tables import ReminderRule
from server.foundation.database import fetch, only_one_at_a_time, transaction
from server.foundation.identity import new_id

A_DAY_BEFORE = 24 * 60


class Rule(Struct, frozen=True):
    """People in this role, or everyone, are reminded this long before the start."""

    minutes_before: int
    role: str | None
    channel: str


async def ship() -> None:
    """Remind everyone a day before, where there are no rules at all."""
    async with transaction():
        await only_one_at_a_time("reference data")
        if not await ReminderRule.exists():
            await ReminderRule.insert(ReminderRule(id=new_id(), minutes_before=A_DAY_BEFORE))


async def rules() -> list[Rule]:
    """All rules, the earliest reminder first."""
    rows = await fetch(
        "SELECT minutes_before, role, channel FROM reminder_rule"
        " ORDER BY minutes_before DESC, role NULLS FIRST"
    )
    return convert([dict(row) for row in rows], list[Rule])
