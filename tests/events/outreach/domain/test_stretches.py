from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.equity.spans import Span
from events.outreach.domain.stretches import HALF, MONTH, QUARTER, YEAR, around, latest

DAYS = st.dates(min_value=date(2001, 1, 1), max_value=date(2098, 12, 31))
LENGTHS = st.sampled_from([MONTH, QUARTER, HALF, YEAR])


def test_a_day_lies_in_its_month_quarter_half_and_year() -> None:
    day = date(2026, 11, 22)
    assert [around(day, months) for months in (MONTH, QUARTER, HALF, YEAR)] == [
        Span(date(2026, 11, 1), date(2026, 11, 30)),
        Span(date(2026, 10, 1), date(2026, 12, 31)),
        Span(date(2026, 7, 1), date(2026, 12, 31)),
        Span(date(2026, 1, 1), date(2026, 12, 31)),
    ]


@given(DAYS, LENGTHS, st.integers(1, 12))
def test_the_latest_stretches_follow_one_another_up_to_the_day(
    day: date, months: int, number: int
) -> None:
    found = latest(day, number, months)
    assert len(found) == number
    assert found[-1].first <= day <= found[-1].last
    for earlier, later in pairwise(found):
        assert earlier.last + timedelta(days=1) == later.first
