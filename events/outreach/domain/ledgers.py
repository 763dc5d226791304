"""The figures of the registers that a question is about."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.clocks import CORRECTED
from events.outreach.domain.counted_lines import Answer, Mark, Tally, settled
from events.outreach.domain.groupings import Grouping, by_event, by_event_codes
from events.outreach.domain.questions import Question
from events.outreach.domain.totals import Breakdown, Cell, breakdowns, reach
from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.identity import Actor

Dimension = Literal["municipality", "sex", "age_band", "audience", "kind", "topic"]
DIMENSIONS: Final[tuple[Dimension, ...]] = (
    "municipality", "sex", "age_band", "audience", "kind", "topic",
)  # fmt: skip

# An event counts once it has begun, or as soon as its register holds something.
EVENTS: Final = """
    SELECT e.id, e.municipality, e.kind, e.status = 'published' AND e.ends_at <= $1 AS still_open,
        array(SELECT t.topic FROM event_topic t WHERE t.event = e.id ORDER BY t.topic) AS topics
    FROM event e JOIN project p ON p.id = e.project
    WHERE e.status IN ('published', 'closed')
        AND e.municipality = ANY($2)
        AND ($3::text IS NULL OR p.slug = $3)
        AND ($4::timestamptz IS NULL OR e.starts_at >= $4)
        AND ($5::timestamptz IS NULL OR e.starts_at < $5)
        AND (e.starts_at <= $1
            OR EXISTS (SELECT FROM check_in c WHERE c.event = e.id AND c.standing)
            OR EXISTS (SELECT FROM headcount h WHERE h.event = e.id AND h.voided_at IS NULL))
    ORDER BY e.starts_at, e.id
"""
# What a pass said at other events of the period too, wherever they are: the latest answer holds,
# by our clock and not by that of a phone.
MARKS: Final = f"""
    WITH asked AS (
        SELECT e.period, c.pseudonym FROM check_in c JOIN event e ON e.id = c.event
        WHERE c.event = ANY($1) AND c.standing AND c.pseudonym IS NOT NULL
    )
    SELECT c.event, e.period, c.pseudonym, {CORRECTED} AS at, c.sex, c.age_band,
        coalesce(c.audience, 'unknown') AS audience
    FROM check_in c JOIN event e ON e.id = c.event
    WHERE c.standing AND e.status IN ('published', 'closed')
        AND (c.event = ANY($1) OR (e.period, c.pseudonym) IN (SELECT period, pseudonym FROM asked))
"""
TALLIES: Final = """
    SELECT h.event, e.period, h.sex, h.age_band, coalesce(h.audience, 'unknown') AS audience,
        h.count
    FROM headcount h JOIN event e ON e.id = h.event
    WHERE h.event = ANY($1) AND h.voided_at IS NULL
"""


class Counted(Struct, frozen=True, kw_only=True):
    """An event whose register is counted; open while nobody has said that it is complete."""

    id: UUID
    municipality: str
    kind: str
    topics: list[str]
    still_open: bool


class Figures(Struct, frozen=True, kw_only=True):
    """The figures of a set of events, as a whole and by each dimension that was asked for."""

    total: Cell
    by: dict[Dimension, Breakdown]
    events: int
    still_open: tuple[UUID, ...]


async def figures(
    question: Question, *, dimensions: Sequence[Dimension] = DIMENSIONS, by: Actor, at: datetime
) -> Figures:
    """Count everything that stands, as far as `by` looks after it.

    Raises NotAllowed for who may not see figures, or not those of the municipality asked about.
    """
    events = await counted(question, by=by, at=at)
    ids = [event.id for event in events]
    marks, tallies = await fetch(MARKS, ids), await fetch(TALLIES, ids)
    return await asyncio.to_thread(_computed, events, marks, tallies, dimensions)


async def counted(question: Question, *, by: Actor, at: datetime) -> list[Counted]:
    """The events that the question is about, by time; raises NotAllowed as `figures` does."""
    by.need("report", question.municipality)
    places = [place.ine for place in await codelists.coordinated_by(by)]
    rows = await fetch(
        EVENTS, at, [question.municipality] if question.municipality else places,
        question.project, question.begins, question.ends,
    )  # fmt: skip
    return msgspec.convert([dict(row) for row in rows], list[Counted])


def _computed(
    events: Sequence[Counted],
    mark_rows: Sequence[Mapping[str, Any]],
    tally_rows: Sequence[Mapping[str, Any]],
    dimensions: Sequence[Dimension],
) -> Figures:
    asked = {event.id for event in events}
    trail = msgspec.convert([dict(row) for row in mark_rows], list[Mark])
    tallies = msgspec.convert([dict(row) for row in tally_rows], list[Tally])
    # Settled over the whole period first: a pass is what it last said, at whatever event.
    marks = [mark for mark in settled(trail) if mark.event in asked]
    groupings = {name: _grouping(name, events) for name in dimensions}
    return Figures(
        total=reach(marks, tallies),
        by=breakdowns(marks, tallies, by=groupings),
        events=len(events),
        still_open=tuple(event.id for event in events if event.still_open),
    )


def _grouping(dimension: Dimension, events: Sequence[Counted]) -> Answer | Grouping:
    match dimension:
        case "municipality":
            return by_event({event.id: event.municipality for event in events})
        case "kind":
            return by_event({event.id: event.kind for event in events})
        case "topic":
            return by_event_codes({event.id: event.topics for event in events})
    return dimension
