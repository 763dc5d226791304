"""The days that are offered for a rota."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteers.assignments.web.rota_form import blank, next_quarter, presets, usual


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 9, 30), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 11, 22), date(2027, 1, 1), date(2027, 3, 31)),
        (date(2023, 12, 31), date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_the_next_quarter_is_that_of_the_calendar(today: date, first: date, last: date) -> None:
    assert next_quarter(today) == (first, last)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_whatever_is_offered_lies_ahead(today: date) -> None:
    for first, last in (usual(today), next_quarter(today)):
        assert today < first < last
        assert last - first < timedelta(days=93)


def test_the_days_that_are_filled_in_are_marked_among_those_offered() -> None:
    today = date(2026, 11, 22)
    offered = presets(today, blank(*usual(today), []), "/turnos")
    assert [(one.label, one.current) for one in offered] == [
        ("Cuatro semanas", False),
        ("Tres meses", True),
        ("De enero a marzo", False),
    ]
    assert offered[2].href == "/turnos?from=2027-01-01&to=2027-03-31"
