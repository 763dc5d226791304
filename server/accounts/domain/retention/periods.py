"""How long each rule keeps: as it ships, or as an administrator changed it, within its limits."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import audit
from server.accounts.domain.retention.rule import Rule
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

CHANGED: Final = """
    SELECT p.rule, p.days, p.changed_at, p.changed_by, coalesce(a.name, '') AS name
    FROM retention_period p LEFT JOIN account a ON a.id = p.changed_by
"""
CHANGE: Final = """
    INSERT INTO retention_period (rule, days, changed_at, changed_by) VALUES ($1, $2, $3, $4)
    ON CONFLICT (rule) DO UPDATE SET days = $2, changed_at = $3, changed_by = $4
"""


class Period(Struct, frozen=True, kw_only=True):
    """So many days; who changed that, and when, if anybody did."""

    days: int
    changed_at: datetime | None = None
    changed_by: UUID | None = None
    name: str = ""


async def periods(rules: Iterable[Rule]) -> Mapping[str, Period]:
    """The period of each rule; one that was changed beyond the limits of today is held to them."""
    changed = {row["rule"]: dict(row) for row in await fetch(CHANGED)}
    return {rule.name: _of(rule, changed.get(rule.name)) for rule in rules}


async def change(rule: Rule, days: int | None, *, by: Actor, at: datetime) -> None:
    """Keep something for longer or shorter; raises NotAllowed, or Invalid (`days`)."""
    by.need("administer")
    if days is None or not rule.least <= days <= rule.most:
        limits = {"least": f"{rule.least:,}", "most": f"{rule.most:,}"}
        raise Invalid({"days": _("Debe ser un número de %(least)s a %(most)s días.", **limits)})
    async with transaction():
        before = (await periods([rule]))[rule.name].days
        await execute(CHANGE, rule.name, days, at, by.account)
        subject = f"retention:{rule.name}"
        await audit.record(by, "retention.changed", subject, at=at, before=before, days=days)


def _of(rule: Rule, changed: dict[str, object] | None) -> Period:
    if changed is None:
        return Period(days=rule.days)
    period = msgspec.convert(changed, Period)
    return msgspec.structs.replace(period, days=min(max(period.days, rule.least), rule.most))
