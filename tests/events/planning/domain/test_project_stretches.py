"""Cutting the days of a project into stretches."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain.project_stretches import (
    EVERY,
    Every,
    Stretch,
    around,
    rest_of_year,
    stretches,
)

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(lambda two: Stretch(min(two), max(two)))


def days_of(found: list[Stretch]) -> list[date]:
    """Every day of the stretches, as often as one holds it."""
    return sorted(
        it.first + timedelta(days=n) for it in found for n in range((it.last - it.first).days + 1)
    )


@pytest.mark.parametrize(
    ("every", "found"),
    [
        ("year", ["2026-02-15 2026-12-31", "2027-01-01 2027-08-31"]),
        ("half", ["2026-02-15 2026-06-30", "2026-07-01 2026-12-31", "2027-01-01 2027-06-30",
                  "2027-07-01 2027-08-31"]),
        ("whole", ["2026-02-15 2027-08-31"]),
    ],
)  # fmt: skip
def test_a_project_is_cut_at_the_calendar(every: Every, found: list[str]) -> None:
    cut = stretches(date(2026, 2, 15), date(2027, 8, 31), every)
    assert [f"{it.first} {it.last}" for it in cut] == found


@given(SPANS, st.sampled_from(EVERY), st.lists(SPANS, max_size=4))
def test_new_stretches_and_kept_ones_never_share_a_day(
    whole: Stretch, every: Every, stones: list[Stretch]
) -> None:
    cut = stretches(whole.first, whole.last, every)
    assert days_of(cut) == days_of([whole])
    kept = set(days_of(stones))
    assert days_of(around(cut, stones)) == [day for day in days_of([whole]) if day not in kept]


@given(DAYS, SPANS)
def test_a_day_that_nothing_holds_gets_what_is_free_of_its_year(day: date, laid: Stretch) -> None:
    others = [] if laid.holds(day) else [laid]
    rest = rest_of_year(day, others)
    year = (date(day.year, 1, 1), date(day.year, 12, 31))
    assert rest.holds(day)
    assert year[0] <= rest.first <= rest.last <= year[1]
    assert not set(days_of([rest])) & set(days_of(others))
