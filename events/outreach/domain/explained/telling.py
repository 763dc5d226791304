"""Finding what a figure was put together from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.outreach.domain import ledgers
from events.outreach.domain.answered import EventCount, Freshness
from events.outreach.domain.asked_events import Counted
from events.outreach.domain.explained.explanation import Explanation, explain
from events.outreach.domain.explained.parts import Part, narrowed, within
from events.outreach.domain.ledgers import Figures
from events.outreach.domain.questions import Question
from events.outreach.domain.totals import Cell
from server.foundation.database import fetch
from server.foundation.identity import Actor

PERIODS: Final = "SELECT count(DISTINCT period) AS periods FROM event WHERE id = ANY($1)"


class Told(Struct, frozen=True, kw_only=True):
    """A figure taken apart, with the register of each event, and how sure it is.

    `still_open` registers may change it yet; the passes of several `periods` cannot be compared.
    """

    explanation: Explanation
    counts: list[EventCount]
    still_open: int
    periods: int
    fresh: Freshness


async def told(question: Question, part: Part | None, *, by: Actor, at: datetime) -> Told:
    """Take a figure apart, of a part of it where one is named; raises NotAllowed as `figures`."""
    dimensions = () if part is None else (part.dimension,)
    bands = None if part is None else part.bands
    figures = await ledgers.figures(question, dimensions=dimensions, bands=bands, by=by, at=at)
    events = await ledgers.counted(question, by=by, at=at)
    if part is not None:
        events = within(events, part)
    counts = await _counts(question, part, events, by=by, at=at)
    return Told(
        explanation=explain(_cell(figures, part), counts),
        counts=counts,
        still_open=sum(event.still_open for event in events),
        periods=await _periods([event.id for event in events]),
        fresh=figures.fresh,
    )


async def _counts(
    question: Question, part: Part | None, events: Sequence[Counted], *, by: Actor, at: datetime
) -> list[EventCount]:
    asked = question if part is None else narrowed(question, part)
    if asked is None:
        return []
    there = {event.id for event in events}
    return [it for it in await ledgers.per_event(asked, by=by, at=at) if it.event in there]


def _cell(figures: Figures, part: Part | None) -> Cell:
    if part is None:
        return figures.total
    return figures.by[part.dimension].cells.get(part.code, Cell())


async def _periods(events: Sequence[UUID]) -> int:
    return int((await fetch(PERIODS, list(events)))[0]["periods"])
