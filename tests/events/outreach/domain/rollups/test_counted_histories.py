"""Rollups and SQL are judged by the pure functions, over registers with any history."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.outreach.domain import ledgers, register_sql
from events.outreach.domain.ledgers import DIMENSIONS
from events.outreach.domain.questions import Question
from events.outreach.domain.totals import reach
from server.foundation.identity import SYSTEM
from tests.support.counted_worlds import (
    AGES,
    EVERYTHING,
    KINDS,
    LATER,
    PLACES,
    SEXES,
    STEPS,
    TOPICS,
    Step,
    happen,
    laid_out,
)
from tests.support.plain_register import Plain, plain

DAYS = (None, date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 22))


def some(*values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """None of the values three times in four, so that questions are not all empty."""
    chosen = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)
    return st.one_of(st.just(()), st.just(()), st.just(()), chosen)


QUESTIONS = st.builds(
    Question,
    zone=st.just("America/Guatemala"),
    project=st.sampled_from((None, None, "general", "other")),
    municipality=st.sampled_from((None, None, *PLACES)),
    first=st.sampled_from(DAYS),
    last=st.sampled_from(DAYS[:1] * 3 + DAYS[2:]),
    places=some(*PLACES),
    kinds=some(*KINDS),
    topics=some(*TOPICS[2]),
    modalities=some("in_person", "virtual"),
    sexes=some(*SEXES),
    age_bands=some(*AGES),
    audiences=some("adolescents", "teachers", "unknown"),
)


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    history=st.lists(STEPS, min_size=20, max_size=50),
    asked=st.lists(QUESTIONS, min_size=2, max_size=2),
)
@pytest.mark.usefixtures("db")
async def test_whatever_happened_three_ways_of_counting_agree(
    history: list[Step], asked: list[Question]
) -> None:
    await laid_out()
    for step in history:
        await happen(step)
    questions = [EVERYTHING, *asked]
    together = await ledgers.several(questions, dimensions=DIMENSIONS, by=SYSTEM, at=LATER)
    for question, also in zip(questions, together, strict=True):
        expected = await plain(question, at=LATER)
        by = expected.breakdowns()
        figures = await ledgers.figures(question, by=SYSTEM, at=LATER)
        assert (figures.total, figures.by) == (reach(expected.marks, expected.tallies), by)
        assert (figures.events, figures.fresh.pending) == (len(expected.events), 0)
        assert also == figures
        assert await register_sql.breakdowns(question, by=SYSTEM, at=LATER) == by
        await _agree_on_the_smallest_parts(question, expected)


async def _agree_on_the_smallest_parts(question: Question, expected: Plain) -> None:
    atoms = await ledgers.atoms(question, by=SYSTEM, at=LATER)
    lines = Counter(
        {
            (atom.event, atom.sex, atom.age_band, atom.audience): atom.check_ins + atom.headcount
            for atom in atoms
        }
    )
    told = Counter[Any]()
    for line in expected.lines:
        people = getattr(line, "count", 1)
        told[line.event, line.sex, line.age_band, line.audience] += people
    assert lines == told
    crowds = await ledgers.crowds(question, by=SYSTEM, at=LATER)
    assert expected.crowds() == {
        (each.sex, each.age_band, each.municipalities, each.kinds, each.topics): each.people
        for each in crowds
    }
    counts = await ledgers.per_event(question, by=SYSTEM, at=LATER)
    assert [each.event for each in counts] == list(expected.events)
    per_event = Counter[Any]()
    for line in expected.lines:
        per_event[line.event] += getattr(line, "count", 1)
    assert {each.event: each.contacts for each in counts} == {
        event: per_event[event] for event in expected.events
    }
