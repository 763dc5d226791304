"""Targets and actuals in words."""

from uuid import UUID

import pytest

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Measure
from events.outreach.domain.indicators.target import Target, held
from events.outreach.web import goal_words


def target(value: int, *, exact: bool = False) -> Target:
    """A target of a whole project."""
    return Target(
        id=UUID(int=1), indicator=UUID(int=2), municipality=None, municipality_name="",
        days=Days(), value=value, exact=exact, note="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "amount", "said"),
    [
        ("contacts", None, "no reportado"), ("contacts", exactly(0), "0"),
        ("unique", Amount(1200, 1300), "1,200–1,300"), ("milestone", None, "no reportado"),
        ("milestone", exactly(0), "todavía no"), ("milestone", exactly(1), "sí"),
        ("milestone", exactly(4), "4"),
    ],
)  # fmt: skip
def test_a_figure_is_said_as_its_measure_is_meant(
    measure: Measure, amount: Amount | None, said: str
) -> None:
    assert goal_words.figure(measure, amount) == said


@pytest.mark.parametrize(
    ("measure", "value", "exact", "said"),
    [
        ("contacts", 1000, False, "al menos 1,000"), ("unique", 400, True, "exactamente 400"),
        ("milestone", 1, False, "lograrlo"), ("milestone", 6, False, "lograrlo en 6 lugares"),
    ],
)  # fmt: skip
def test_a_target_says_what_is_meant(
    measure: Measure,
    value: int,
    exact: bool,  # noqa: FBT001 (a row of the table)
    said: str,
) -> None:
    assert goal_words.meant(measure, target(value, exact=exact)) == said


@pytest.mark.parametrize(
    ("amount", "said", "tone"),
    [
        (exactly(9), "Todavía no llega", "neutral"), (exactly(10), "Cumplida", "good"),
        (exactly(11), "Sobrepasada", "waiting"), (Amount(9, 11), "Quizá cumplida", "calm"),
        (None, "", "neutral"),
    ],
)  # fmt: skip
def test_a_verdict_is_a_word_or_two(amount: Amount | None, said: str, tone: str) -> None:
    against = held(target(10, exact=True), amount)
    assert (goal_words.verdict(against), goal_words.tone(against)) == (said, tone)


def test_of_a_part_nothing_is_said_but_that_it_is_one() -> None:
    part, nothing = (held(target(10), it, partial=True) for it in (exactly(12), None))
    assert [goal_words.verdict(it) for it in (part, nothing)] == ["Solo se ve una parte", ""]
