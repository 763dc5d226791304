"""A length of time is written in one way everywhere."""

from re import findall

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteers.assignments.domain.length import length


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (125, "2 h 05 min"), (1092, "18 h 12 min")],
)
def test_hours_and_minutes_are_told_apart(minutes: int, told: str) -> None:
    assert length(minutes) == told


@given(st.integers(0, 100_000))
def test_nothing_is_claimed_too_much_nor_too_little(minutes: int) -> None:
    told = {unit: int(number) for number, unit in findall(r"(\d+) (h|min)", length(minutes))}
    assert told.get("h", 0) * 60 + told.get("min", 0) == minutes
