"""How things stand: what is due by each rule, what waits, and when it was last seen to."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec
from msgspec import Struct

from server.accounts.domain.retention.periods import Period, periods
from server.accounts.domain.retention.rule import Cutoff, Rule
from server.foundation.database import fetch

RUNS: Final = """
    SELECT began_at, finished_at, by_hand, forgotten FROM retention_run
    ORDER BY began_at DESC LIMIT $1
"""


class Standing(Struct, frozen=True, kw_only=True):
    """One rule now; `last` is how much went in the last run, if it was in one."""

    rule: Rule
    period: Period
    due: int
    waiting: int
    last: int | None = None


class PastRun(Struct, frozen=True, kw_only=True):
    """A run as it was written down; one that has no end was broken off."""

    began_at: datetime
    finished_at: datetime | None
    by_hand: bool
    forgotten: dict[str, int | None]

    @property
    def total(self) -> int:
        """How much went in all."""
        return sum(gone or 0 for gone in self.forgotten.values())


async def standing(rules: Sequence[Rule], *, at: datetime) -> list[Standing]:
    """Every rule with what it would forget now; nothing is forgotten."""
    kept = await periods(rules)
    last = await runs(1)
    found = []
    for rule in rules:
        period = kept[rule.name]
        cutoff = Cutoff(at, at - timedelta(days=period.days))
        found.append(
            Standing(
                rule=rule,
                period=period,
                due=await rule.what.due(cutoff),
                waiting=await rule.what.waiting(cutoff),
                last=last[0].forgotten.get(rule.name) if last else None,
            )
        )
    return found


async def runs(most: int) -> list[PastRun]:
    """The latest runs, the last one first."""
    rows = [dict(row) for row in await fetch(RUNS, most)]
    return [
        msgspec.convert({**row, "forgotten": msgspec.json.decode(row["forgotten"])}, PastRun)
        for row in rows
    ]
