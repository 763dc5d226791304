"""How DHIS2 spells days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.exports.dhis2_periods import days_of, period_of
from server.foundation.errors import Invalid

SPELLED = st.builds(
    "{}{}".format,
    st.integers(2000, 2098),
    st.sampled_from(["", "Q1", "Q2", "Q3", "Q4", "S1", "S2", *(f"{n:02}" for n in range(1, 13))]),
)


@given(spelled=SPELLED)
def test_what_is_read_is_spelled_the_same(spelled: str) -> None:
    days = days_of(spelled, "America/Guatemala")
    assert period_of(days.first, days.last) == spelled


@pytest.mark.parametrize(("spelled", "first"), [("2026-07", 7), ("2026-q3", 7), (" 2026S2 ", 7)])
def test_people_may_write_it_their_way(spelled: str, first: int) -> None:
    assert days_of(spelled, "America/Guatemala").first == date(2026, first, 1)


@pytest.mark.parametrize("spelled", ["", "26", "2026Q5", "2026S3", "202613", "julio", "2026-7"])
def test_nonsense_is_refused(spelled: str) -> None:
    with pytest.raises(Invalid):
        days_of(spelled, "America/Guatemala")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (None, None),
        (date(2026, 1, 1), None),
        (date(2026, 2, 1), date(2026, 4, 30)),
        (date(2026, 7, 1), date(2026, 9, 29)),
        (date(2026, 7, 2), date(2026, 8, 1)),
        (date(2026, 1, 1), date(2027, 12, 31)),
    ],
)
def test_days_that_it_has_no_word_for_are_refused(first: date | None, last: date | None) -> None:
    with pytest.raises(Invalid):
        period_of(first, last)
