"""Which adjustments are behind the difference between what was reported and what is known now."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from events.outreach.domain.ledgers import Dimension
from events.outreach.domain.periods.adjustments import CellLine, Made
from events.outreach.domain.periods.kept import KeptEvent
from events.outreach.domain.questions import Question
from events.planning.domain.age_atoms import UNKNOWN

Numbers = tuple[int, ...]
"""Adjustments by their number, which counts from 1 in the order in which they were made."""
Part = tuple[Dimension, str]


def behind(
    question: Question,
    made: Sequence[Made],
    events: Mapping[UUID, KeptEvent],
    part: Part | None = None,
) -> Numbers:
    """Those that change the answer to a question, or one part of it."""
    return tuple(
        number
        for number, one in enumerate(made, start=1)
        if _covers(question, events[one.event])
        and any(
            _is_of(question, line) and _is_in(part, line, events[one.event]) for line in one.lines
        )
    )


def _covers(question: Question, event: KeptEvent) -> bool:
    """Whether the question is about the event."""
    if (question.begins is not None and event.starts_at < question.begins) or (
        question.ends is not None and event.starts_at >= question.ends
    ):
        return False
    asked: list[tuple[Sequence[Any], Any]] = [
        ([question.municipality] if question.municipality else [], event.municipality),
        (question.places, event.municipality),
        (question.kinds, event.kind),
        (question.modalities, event.modality),
        (question.programmes, event.programme),
    ]
    wanted = all(not codes or code in codes for codes, code in asked)
    return wanted and (not question.topics or not set(question.topics).isdisjoint(event.topics))


def _is_of(question: Question, line: CellLine) -> bool:
    """Whether the question is about these people."""
    asked = [
        (question.sexes, line.sex),
        (question.age_bands, line.age_band),
        (question.audiences, line.audience),
    ]
    return all(not codes or code in codes for codes, code in asked)


def _is_in(part: Part | None, line: CellLine, event: KeptEvent) -> bool:
    if part is None:
        return True
    dimension, code = part
    match dimension:
        case "topic":
            return code in (event.topics or (UNKNOWN,))
        case "municipality" | "kind":
            return bool(getattr(event, dimension) == code)
    return bool(getattr(line, dimension) == code)
