"""Of registers that were read for several questions, those that one of them is about."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np

from events.outreach.domain.questions import Question
from events.outreach.domain.rollups.registers import Flags, Registers, of_events

EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)


def narrowed(registers: Registers, question: Question) -> Registers:
    """Only the events that the question is about; it is one that they were read for."""
    events = registers.events
    chosen = np.ones(len(events.ids), np.bool_)
    for wanted, column in (
        (_one(question.project), events.project),
        (_one(question.municipality), events.municipality),
        (question.places, events.municipality),
        (question.kinds, events.kind),
        (question.modalities, events.modality),
        (question.programmes, events.programme),
    ):
        if wanted:
            chosen &= _among(column, wanted)
    if question.topics:
        asked = set(question.topics)
        topics = [not asked.isdisjoint(words.split()) for words in events.topics]
        chosen &= np.array(topics, np.bool_)
    if question.begins:
        chosen &= events.starts >= _microseconds(question.begins)
    if question.ends:
        chosen &= events.starts < _microseconds(question.ends)
    return registers if chosen.all() else of_events(registers, chosen)


def _one(code: str | None) -> tuple[str, ...]:
    return () if code is None else (code,)


def _among(column: Sequence[object], wanted: Collection[object]) -> Flags:
    return np.array([value in wanted for value in column], np.bool_)


def _microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND
