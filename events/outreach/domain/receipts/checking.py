"""Counting the figures of a receipt again."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain import ledgers
from events.outreach.domain.receipts import answers
from events.outreach.domain.receipts.canonical import canonical
from events.outreach.domain.receipts.comparing import Change, changes
from events.outreach.domain.receipts.receipt import Receipt
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM

CORRECTIONS: Final = """
    SELECT event, max(at) AS at FROM (
        SELECT event, received_at AS at FROM check_in WHERE event = ANY($1)
        UNION ALL SELECT event, voided_at FROM check_in WHERE event = ANY($1)
        UNION ALL SELECT event, received_at FROM headcount WHERE event = ANY($1)
        UNION ALL SELECT event, voided_at FROM headcount WHERE event = ANY($1)
        UNION ALL SELECT event, made_at FROM adjustment WHERE event = ANY($1)
    ) touched WHERE at > $2 GROUP BY event ORDER BY at DESC, event
"""
CLOSED: Final = """
    SELECT DISTINCT u.id, u.starts_on, u.ends_on, u.closed_at
    FROM event e JOIN uniqueness_period u ON u.id = e.period
    WHERE e.id = ANY($1) AND u.closed_at IS NOT NULL
    ORDER BY u.starts_on, u.id
"""
REPORTED: Final = """
    SELECT figures FROM snapshot_figure
    WHERE period = ANY($1) AND indicator IS NULL AND asked = $2::jsonb
    ORDER BY id LIMIT 1
"""


class Correction(Struct, frozen=True, kw_only=True):
    """That the register of an event was written to after the receipt was made; when last."""

    event: UUID
    at: datetime


class ClosedPeriod(Struct, frozen=True, kw_only=True):
    """A period that some of the events belong to, and since when nothing of it changes."""

    id: UUID
    starts_on: date
    ends_on: date
    closed_at: datetime


class Verdict(Struct, frozen=True, kw_only=True):
    """Whether a receipt still holds, and if not, what is different.

    One that is not `intact` was changed in the database behind everybody's back: nothing more is
    said of it. `joined` events were not there when it was made, `left` are no longer. `reported` is
    what differs from the snapshot of a closed period, where that answers the same question.
    """

    intact: bool
    now: dict[str, Any] | None = None
    changes: tuple[Change, ...] = ()
    joined: tuple[UUID, ...] = ()
    left: tuple[UUID, ...] = ()
    corrections: tuple[Correction, ...] = ()
    closed: tuple[ClosedPeriod, ...] = ()
    reported: tuple[Change, ...] | None = None

    @property
    def holds(self) -> bool:
        """Whether whoever counts again finds the same numbers."""
        return self.intact and not self.changes


async def checked(receipt: Receipt, at: datetime) -> Verdict:
    """Ask the same question of the registers as they are now."""
    if not receipt.intact:
        return Verdict(intact=False)
    question = receipt.question
    counted = await ledgers.counted(question, by=SYSTEM, at=at)
    figures = await ledgers.figures(
        question, dimensions=receipt.figures["by"], bands=receipt.bands, by=SYSTEM, at=at
    )
    now = answers.answered_in(figures)
    there = {event.id for event in counted}
    closed = await _closed(receipt.events)
    return Verdict(
        intact=True,
        now=now,
        changes=tuple(changes(receipt.figures, now)),
        joined=tuple(event.id for event in counted if event.id not in receipt.events),
        left=tuple(event for event in receipt.events if event not in there),
        corrections=await _corrections(receipt.events, since=receipt.made_at),
        closed=closed,
        reported=await _reported(receipt, closed),
    )


async def _corrections(events: Collection[UUID], *, since: datetime) -> tuple[Correction, ...]:
    rows = await fetch(CORRECTIONS, list(events), since)
    return msgspec.convert([dict(row) for row in rows], tuple[Correction, ...])


async def _closed(events: Collection[UUID]) -> tuple[ClosedPeriod, ...]:
    rows = await fetch(CLOSED, list(events))
    return msgspec.convert([dict(row) for row in rows], tuple[ClosedPeriod, ...])


async def _reported(
    receipt: Receipt, closed: Collection[ClosedPeriod]
) -> tuple[Change, ...] | None:
    asked = canonical(answers.of_any_figure(receipt.asked)).decode()
    rows = await fetch(REPORTED, [period.id for period in closed], asked)
    if not rows:
        return None
    return tuple(changes(receipt.figures, msgspec.json.decode(rows[0]["figures"])))
