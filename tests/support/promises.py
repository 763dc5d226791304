"""Projects with indicators and targets, for tests."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from events.outreach.domain.indicators import book, reading, target_book
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.indicators.progress import Progress, progress
from events.outreach.domain.indicators.target_book import TargetDraft
from events.outreach.domain.indicators.writing import IndicatorDraft
from events.planning.domain import projects
from server.foundation.identity import SYSTEM, Actor
from tests.support.registers import AFTER, BEFORE
from volunteers.assignments.domain import given

MARCH = Days(date(2026, 3, 1), date(2026, 3, 31))
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))
LIFE = Days()


async def promised(project: str = "general", **changes: Any) -> Indicator:
    """An indicator of the contacts of a project, changed where a test says so."""
    known = {"code": "I-1", "name_es": "Participaciones", "measure": "contacts", **changes}
    owner = await projects.project(project)
    made = await book.add(owner.id, IndicatorDraft(**known), by=SYSTEM, at=BEFORE)
    return await reading.indicator(made)


async def target(indicator: Indicator, value: int, days: Days = LIFE, **changes: Any) -> UUID:
    """A target of an indicator, of its project's life unless days are given."""
    draft = TargetDraft(value=value, starts_on=days.first, ends_on=days.last, **changes)
    return await target_book.add(indicator.id, draft, by=SYSTEM, at=BEFORE)


async def progress_in(
    days: Days = YEAR, *, by: Actor = SYSTEM, at: datetime = AFTER
) -> list[Progress]:
    """How far everything is."""
    return await progress(None, days, by=by, at=at, help_given=given)
