"""Closed periods: what was reported of them, and what is known now."""

from datetime import datetime
from uuid import UUID

import msgspec

from events.outreach.domain import ledgers
from events.outreach.domain.exports.figure_lines import line
from events.outreach.domain.exports.report import Settled
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.periods import adjustments, book, kept
from events.outreach.domain.periods.book import Period
from events.outreach.domain.receipts.answers import question_of
from events.outreach.domain.receipts.sight import everywhere
from events.outreach.domain.totals import Cell
from events.planning.domain import when
from server.foundation.identity import Actor


async def settled(
    project: UUID | None, days: Days, *, by: Actor, at: datetime
) -> tuple[Settled, ...]:
    """Those that meet the days; none for who looks after some of the places only."""
    if project is None or not everywhere(by):
        return ()
    closed = [
        period
        for period in await book.periods(project)
        if period.closed_at and days.meet(Days(period.starts_on, period.ends_on, days.zone))
    ]
    return tuple([await _settled(period, days.zone, by, at) for period in reversed(closed)])


async def _settled(period: Period, zone: str, by: Actor, at: datetime) -> Settled:
    whole = (await kept.figures_of(period.id))[0]
    question = question_of(whole.asked)
    now = await ledgers.figures(question, dimensions=(), by=by, at=at)
    assert period.closed_at is not None, "only closed periods are asked about"
    return Settled(
        first=period.starts_on,
        last=period.ends_on,
        closed_on=when.local_day(period.closed_at, zone),
        reported=line((), (), msgspec.convert(whole.figures["total"], Cell)),
        now=line((), (), now.total),
        adjustments=len(await adjustments.made(period.id)),
    )
