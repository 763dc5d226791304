"""The registers that a question is about, as counted as can be without letting it wait."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from events.outreach.domain import asked_events
from events.outreach.domain.answered import Freshness
from events.outreach.domain.periods import adjustments
from events.outreach.domain.questions import Question
from events.outreach.domain.rollups import loading, refreshing, touches
from events.outreach.domain.rollups.adjusted_cells import with_adjustments
from events.outreach.domain.rollups.registers import Registers
from server.foundation.database import fetch
from server.foundation.identity import Actor

PERIODS: Final = f"SELECT DISTINCT e.period {asked_events.CHOSEN} AND $1::timestamptz IS NOT NULL"


class Asked(Struct, frozen=True):
    """Registers, and how fresh they are."""

    registers: Registers
    fresh: Freshness


async def asked(question: Question, *, by: Actor, at: datetime, adjusted: bool) -> Asked:
    """The registers of the events that a question is about, of all people.

    Raises NotAllowed as `asked_events.counted` does.
    """
    chosen = await asked_events.chosen(question, by=by)
    fresh = await _freshness(chosen, at=at)
    registers = await loading.of_question(chosen, at=at)
    if adjusted:
        later = await adjustments.lines(registers.events.ids)
        registers = with_adjustments(registers, later)
    return Asked(registers, fresh)


async def _freshness(chosen: tuple[Any, ...], *, at: datetime) -> Freshness:
    if not await touches.any_pending():
        return Freshness(counted_at=at)
    periods: list[UUID] = [row["period"] for row in await fetch(PERIODS, at, *chosen)]
    return await refreshing.up_to_date(periods, at=at)
