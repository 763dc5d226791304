"""When people are reminded: rules that are data, and kept by administrators."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from notifications.domain.reminders import rule_checking
from notifications.domain.reminders.rule_checking import Remind
from notifications.tables import ReminderRule
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

ALL: Final = """
    SELECT r.*,
        CASE $1 WHEN 'en' THEN k.name_en ELSE k.name_es END AS kind_name,
        CASE $1 WHEN 'en' THEN d.name_en ELSE d.name_es END AS audience_name
    FROM reminder_rule r
        LEFT JOIN kind k ON k.slug = r.kind
        LEFT JOIN audience d ON d.slug = r.audience
    WHERE $2::uuid IS NULL OR r.id = $2
    ORDER BY r.minutes_before DESC, r.role NULLS FIRST, r.channel NULLS FIRST, r.id
"""
SAME: Final = """
    SELECT FROM reminder_rule
    WHERE (minutes_before, role, kind, audience, channel)
            IS NOT DISTINCT FROM ($1::int, $2::text, $3::text, $4::text, $5::text)
        AND id IS DISTINCT FROM $6::uuid
"""


class Rule(Struct, frozen=True, kw_only=True):
    """Who is reminded how long before the start, of which events, and by which way."""

    id: UUID
    minutes_before: int
    role: str | None
    kind: str | None
    kind_name: str | None
    audience: str | None
    audience_name: str | None
    channel: str | None

    @property
    def remind(self) -> Remind:
        """The same as it would be written down."""
        return Remind(
            minutes_before=self.minutes_before, role=self.role, kind=self.kind,
            audience=self.audience, channel=self.channel,
        )  # fmt: skip


async def rules() -> list[Rule]:
    """All rules, the earliest reminder first; names are in the current language."""
    return await _found(None)


async def rule(rule_id: UUID) -> Rule:
    """One rule; raises NotFound."""
    found = await _found(rule_id)
    if not found:
        raise NotFound(_("Esa regla no existe."))
    return found[0]


async def make(remind: Remind, *, by: Actor, at: datetime) -> UUID:
    """Add a rule; raises Invalid, and Conflict when there is one that says the same."""
    by.need("administer")
    rule_checking.check(remind)
    made = new_id()
    async with transaction():
        await _claim(remind, None)
        await ReminderRule.insert(ReminderRule(id=made, **msgspec.structs.asdict(remind)))
        await _record(by, "made", made, remind, at)
    return made


async def change(rule_id: UUID, remind: Remind, *, by: Actor, at: datetime) -> None:
    """Let a rule say something else; raises as `make` does, and NotFound."""
    by.need("administer")
    rule_checking.check(remind)
    async with transaction():
        await _claim(remind, rule_id)
        await rule(rule_id)
        await ReminderRule.update(**msgspec.structs.asdict(remind)).where(
            ReminderRule.id == rule_id
        )
        await _record(by, "changed", rule_id, remind, at)


async def remove(rule_id: UUID, *, by: Actor, at: datetime) -> None:
    """Remind nobody by this rule any more; what waits to be sent for it is not sent."""
    by.need("administer")
    async with transaction():
        await only_one_at_a_time("reminder rules")
        gone = await rule(rule_id)
        await execute("DELETE FROM reminder_rule WHERE id = $1", rule_id)
        await _record(by, "removed", rule_id, gone.remind, at)


async def _found(rule_id: UUID | None) -> list[Rule]:
    rows = await fetch(ALL, current_language(), rule_id)
    return msgspec.convert([dict(row) for row in rows], list[Rule])


async def _claim(remind: Remind, rule_id: UUID | None) -> None:
    await only_one_at_a_time("reminder rules")
    if await fetch(SAME, *msgspec.structs.astuple(remind), rule_id):
        raise Conflict(_("Ya hay una regla igual."))


async def _record(by: Actor, act: str, rule_id: UUID, remind: Remind, at: datetime) -> None:
    said = msgspec.structs.asdict(remind)
    await audit.record(by, f"reminder_rule.{act}", f"reminder_rule:{rule_id}", at=at, **said)
