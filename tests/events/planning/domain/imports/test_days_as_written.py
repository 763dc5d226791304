"""Days as people in Guatemala write them."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain.imports.days import EPOCH, day

SATURDAY = date(2026, 12, 5)


@pytest.mark.parametrize(
    "words",
    [
        "5/12/2026", "05-12-26", "5.12.2026", "2026-12-05", "2026/12/5", "46361", "46361.0",
        "5 de diciembre de 2026", "Sábado 5 de diciembre del 2026", "sáb. 5 dic 2026",
        "5 dic 26", "Dec 5, 2026", "December 5 2026", " 5 / 12 / 2026 ",
    ],
)  # fmt: skip
def test_a_coordinator_writes_a_day_in_any_of_these_ways(words: str) -> None:
    assert day(words) == SATURDAY


@pytest.mark.parametrize(
    "words", ["", "12:30:00", "mañana", "31/2/2026", "5/12", "martes", "00000", "x" * 300]
)
def test_a_coordinator_is_not_guessed_at(words: str) -> None:
    assert day(words) is None


def test_a_day_that_cannot_be_a_month_is_a_day() -> None:
    assert day("12/25/2026") == date(2026, 12, 25)


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_every_day_reads_back_from_every_usual_form(that: date) -> None:
    forms = [
        that.isoformat(),
        f"{that:%d/%m/%Y}",
        f"{that.day}-{that.month}-{that.year}",
        format_date(that, "EEEE d 'de' MMMM 'de' y", locale="es_GT"),
        format_date(that, "d MMM y", locale="es_GT"),
        str((that - EPOCH) // timedelta(days=1)),
    ]
    assert [day(form) for form in forms] == [that] * len(forms)


@given(st.text(max_size=40))
def test_any_words_are_a_day_or_none(words: str) -> None:
    assert day(words) is None or isinstance(day(words), date)
