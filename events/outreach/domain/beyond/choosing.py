"""Which replicas a question is about."""

from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.keeping import NOWHERE
from events.outreach.domain.questions import Question
from events.planning.domain import codelists
from events.planning.domain.age_atoms import UNKNOWN
from server.foundation.identity import Actor

# A list that is empty asks nothing. What is asked of an event is not true of a replica without one,
# and nobody knows the sex or the age of those who were reached.
ASKED: Final = """
    (r.municipality = ANY($1) OR ($2 AND r.municipality IS NULL))
    AND ($3::text IS NULL OR p.slug = $3)
    AND ($4::date IS NULL OR r.held_on >= $4)
    AND ($5::date IS NULL OR r.held_on <= $5)
    AND ($6::text[] = '{}' OR e.kind = ANY($6))
    AND ($7::text[] = '{}' OR EXISTS (SELECT FROM event_topic t
        WHERE t.event = r.event AND t.topic = ANY($7)))
    AND ($8::text[] = '{}' OR e.modality = ANY($8))
    AND ($9::uuid[] = '{}' OR e.programme = ANY($9))
    AND ($10::text[] = '{}' OR coalesce(r.audience, 'unknown') = ANY($10))
    AND ($11::uuid IS NULL OR r.event = $11)
    AND ($12::text = '' OR r.way = $12)
    AND ($13::text = '' OR r.grade = $13)
"""
"""On a replica r of a project p, perhaps of an event e; `asked` gives the arguments."""


class Narrowed(Struct, frozen=True, kw_only=True):
    """Those of an event, of a way, of a grade; what is left empty sets no limit."""

    event: UUID | None = None
    way: str = ""
    grade: str = ""


async def asked(question: Question, narrowed: Narrowed, *, by: Actor) -> tuple[Any, ...]:
    """What stands for the arguments of ASKED, within what `by` looks after.

    Raises NotAllowed for who may not see figures, or not those of the municipality asked about.
    """
    by.need("report", question.municipality)
    anywhere = question.municipality is None and not question.places
    return (
        await _places(question, by), anywhere and by.reaches(NOWHERE), question.project,
        question.first, question.last, question.kinds, question.topics, question.modalities,
        question.programmes, question.audiences, narrowed.event, narrowed.way, narrowed.grade,
    )  # fmt: skip


def about_known_people(question: Question) -> bool:
    """Whether it asks for a sex or an age, which is known of nobody who was reached."""
    return any(UNKNOWN not in codes for codes in (question.sexes, question.age_bands) if codes)


async def _places(question: Question, by: Actor) -> list[str]:
    places = {place.ine for place in await codelists.coordinated_by(by)}
    if question.municipality is not None:
        places &= {question.municipality}
    return sorted(places & set(question.places) if question.places else places)
