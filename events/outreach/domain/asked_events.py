"""Which events a question is about."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain.questions import Question
from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.identity import Actor

# An event counts once it has begun, or as soon as its register holds something.
CHOSEN: Final = """
    FROM event e JOIN project p ON p.id = e.project
    WHERE e.status IN ('published', 'closed')
        AND e.municipality = ANY($2)
        AND ($3::text IS NULL OR p.slug = $3)
        AND ($4::timestamptz IS NULL OR e.starts_at >= $4)
        AND ($5::timestamptz IS NULL OR e.starts_at < $5)
        AND ($6::text[] = '{}' OR e.municipality = ANY($6))
        AND ($7::text[] = '{}' OR e.kind = ANY($7))
        AND ($8::text[] = '{}' OR e.modality = ANY($8))
        AND ($9::uuid[] = '{}' OR e.programme = ANY($9))
        AND ($10::text[] = '{}' OR EXISTS (
            SELECT FROM event_topic t WHERE t.event = e.id AND t.topic = ANY($10)))
"""
BEGUN_OR_WRITTEN: Final = """
    AND (e.starts_at <= $1
        OR EXISTS (SELECT FROM check_in c WHERE c.event = e.id AND c.standing)
        OR EXISTS (SELECT FROM headcount h WHERE h.event = e.id AND h.voided_at IS NULL))
"""
ASKED: Final = f"SELECT e.* {CHOSEN} {BEGUN_OR_WRITTEN}"
EVENTS: Final = f"""
    SELECT e.id, e.municipality, e.kind, e.modality, e.programme,
        array(SELECT t.topic FROM event_topic t WHERE t.event = e.id ORDER BY t.topic) AS topics,
        e.status = 'published' AND e.ends_at <= $1 AS still_open
    {CHOSEN} {BEGUN_OR_WRITTEN}
    ORDER BY e.starts_at, e.id
"""


class Counted(Struct, frozen=True, kw_only=True):
    """An event whose register is counted; open while nobody has said that it is complete."""

    id: UUID
    municipality: str
    kind: str
    modality: str
    programme: UUID | None
    topics: list[str]
    still_open: bool


async def counted(question: Question, *, by: Actor, at: datetime) -> list[Counted]:
    """The events that the question is about, by time.

    Raises NotAllowed for who may not see figures, or not those of the municipality asked about.
    """
    rows = await fetch(EVENTS, at, *await chosen(question, by=by))
    return msgspec.convert([dict(row) for row in rows], list[Counted])


async def chosen(question: Question, *, by: Actor) -> tuple[Any, ...]:
    """The arguments of CHOSEN from $2 on; raises NotAllowed as `counted` does."""
    by.need("report", question.municipality)
    places = [place.ine for place in await codelists.coordinated_by(by)]
    return (
        [question.municipality] if question.municipality else places,
        question.project, question.begins, question.ends, list(question.places),
        list(question.kinds), list(question.modalities), list(question.programmes),
        list(question.topics),
    )  # fmt: skip
