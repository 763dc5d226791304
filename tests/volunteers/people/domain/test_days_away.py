"""Stretches of days: each day in one of them, and nothing between two that touch."""

from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from volunteers.people.domain.days_away import Absence, stretches

NEW_YEAR = date(2027, 1, 1)
DAY = timedelta(days=1)


@st.composite
def told(draw: st.DrawFn) -> list[Absence]:
    """Some absences within a few weeks."""
    spans = draw(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), max_size=8))
    return [
        Absence(
            id=UUID(int=number),
            first_day=NEW_YEAR + first * DAY,
            last_day=NEW_YEAR + (first + more) * DAY,
        )
        for number, (first, more) in enumerate(spans)
    ]


def days(first: date, last: date) -> set[date]:
    return {first + n * DAY for n in range((last - first).days + 1)}


@given(told())
def test_every_day_that_was_told_is_in_one_stretch(absences: list[Absence]) -> None:
    away = stretches(absences)
    named = [day for one in away for day in days(one.first_day, one.last_day)]
    assert len(named) == len(set(named))
    assert set(named) == {day for one in absences for day in days(one.first_day, one.last_day)}
    assert sorted(absence for one in away for absence in one.told) == [one.id for one in absences]


@given(told())
def test_between_two_stretches_there_is_a_day(absences: list[Absence]) -> None:
    away = stretches(absences)
    pairs = pairwise(away)
    assert all(one.last_day + DAY < other.first_day for one, other in pairs)


@given(told())
def test_the_order_of_telling_does_not_matter(absences: list[Absence]) -> None:
    assert stretches(reversed(absences)) == stretches(absences)
