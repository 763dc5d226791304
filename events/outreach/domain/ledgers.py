"""The figures of the registers that a question is about."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from events.outreach.domain.answered import (
    DIMENSIONS,
    Atom,
    Crowd,
    Dimension,
    EventCount,
    Figures,
    Freshness,
)
from events.outreach.domain.asked_events import Counted, counted
from events.outreach.domain.bands import Bands
from events.outreach.domain.questions import Question, covering
from events.outreach.domain.rollups import alike, asking, smallest_parts
from events.outreach.domain.rollups.asking import Asked
from events.outreach.domain.rollups.breaking_down import breakdowns
from events.outreach.domain.rollups.narrowing import narrowed
from events.outreach.domain.rollups.registers import of_people
from server.foundation.identity import Actor

__all__ = [
    "DIMENSIONS",
    "Atom",
    "Counted",
    "Crowd",
    "Dimension",
    "EventCount",
    "Figures",
    "Freshness",
    "atoms",
    "counted",
    "crowds",
    "figures",
    "per_event",
    "several",
]


async def figures(
    question: Question,
    *,
    dimensions: Sequence[Dimension] = DIMENSIONS,
    bands: Bands | None = None,
    by: Actor,
    at: datetime,
    adjusted: bool = True,
) -> Figures:
    """Count everything that stands, as far as `by` looks after it.

    With `bands` ages are those of a donor; unless `adjusted` the registers speak alone, without
    what became known after their periods were closed. Raises NotAllowed for who may not see
    figures, or not those of the municipality asked about.
    """
    asked = await asking.asked(question, by=by, at=at, adjusted=adjusted)
    return await asyncio.to_thread(_figures, asked, question, dimensions, bands)


async def several(
    questions: Sequence[Question],
    *,
    dimensions: Sequence[Dimension] = (),
    by: Actor,
    at: datetime,
    adjusted: bool = True,
) -> list[Figures]:
    """The figures of each question, in their order, as `figures` gives them; read only once."""
    if not questions:
        return []
    for question in questions:
        by.need("report", question.municipality)
    asked = await asking.asked(covering(questions), by=by, at=at, adjusted=adjusted)
    return await asyncio.to_thread(
        lambda: [
            _figures(Asked(narrowed(asked.registers, each), asked.fresh), each, dimensions, None)
            for each in questions
        ]
    )


async def per_event(question: Question, *, by: Actor, at: datetime) -> list[EventCount]:
    """The register of each event that the question is about, by time; adjustments are left out."""
    asked = await asking.asked(question, by=by, at=at, adjusted=False)
    return smallest_parts.event_counts(of_people(asked.registers, question))


async def atoms(question: Question, *, by: Actor, at: datetime) -> list[Atom]:
    """The smallest cells that add up to the contacts, adjustments among the headcount."""
    asked = await asking.asked(question, by=by, at=at, adjusted=True)
    return await asyncio.to_thread(smallest_parts.atoms, of_people(asked.registers, question))


async def crowds(question: Question, *, by: Actor, at: datetime) -> list[Crowd]:
    """Those known by a pass, grouped by all that a table of this question could tell of them."""
    asked = await asking.asked(question, by=by, at=at, adjusted=False)
    return await asyncio.to_thread(alike.crowds, of_people(asked.registers, question))


def _figures(
    asked: Asked, question: Question, dimensions: Sequence[Dimension], bands: Bands | None
) -> Figures:
    registers = of_people(asked.registers, question)
    events = registers.events
    total, by = breakdowns(registers, dimensions, bands)
    still_open = zip(events.ids, events.still_open.tolist(), strict=True)
    return Figures(
        total=total,
        by=by,
        events=len(events.ids),
        still_open=tuple(event for event, is_open in still_open if is_open),
        fresh=asked.fresh,
    )
