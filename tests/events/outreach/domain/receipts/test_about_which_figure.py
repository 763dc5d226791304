"""A receipt finds the figure that it was asked for among all of its figures."""

import pytest

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.answered import Dimension
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts import answers
from events.outreach.domain.receipts.about import About

ALL = {"contacts": 12, "unique_from": 8, "unique_to": 10, "headcount": 7, "check_ins": 5}
GIRLS = {"contacts": 3, "unique_from": 2, "unique_to": 3, "headcount": 0, "check_ins": 3}
FIGURES = {"total": ALL, "by": {"sex": {"female": GIRLS}}, "events": 2, "open": 1}


@pytest.mark.parametrize(
    ("figure", "dimension", "code", "expected"),
    [
        ("unique", None, None, Amount(8, 10)),
        ("headcount", None, None, exactly(7)),
        ("events", None, None, exactly(2)),
        ("unique", "sex", "female", Amount(2, 3)),
        ("contacts", "sex", "other", exactly(0)),
        ("contacts", "topic", "unknown", exactly(0)),
        ("events", "sex", "female", None),
    ],
)
def test_a_figure_is_found(
    figure: str, dimension: Dimension | None, code: str | None, expected: Amount | None
) -> None:
    assert About(figure=figure, dimension=dimension, code=code).within(FIGURES) == expected


def test_the_question_stays_the_same_whichever_figure_was_asked_for() -> None:
    question, about = Question(zone="America/Guatemala", sexes=("male",)), About(figure="unique")
    asked = answers.asked_in(question, about=about)
    assert asked["about"] == {"figure": "unique"}
    assert answers.about_in(asked) == about
    assert answers.question_of(asked) == question
    assert answers.of_any_figure(asked) == answers.asked_in(question)
