"""The parts of a period are months and quarters that hold every day of it once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.periods.parts import parts

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_a_half_year_has_two_quarters_and_six_months() -> None:
    found = parts(date(2026, 7, 1), date(2026, 12, 31))
    assert [(part.length, part.first.month, part.last.month) for part in found] == [
        ("period", 7, 12), ("quarter", 7, 9), ("quarter", 10, 12),
        *(("month", month, month) for month in range(7, 13)),
    ]  # fmt: skip


def test_a_period_that_is_one_quarter_is_not_named_twice() -> None:
    found = parts(date(2026, 1, 1), date(2026, 3, 31))
    assert [part.length for part in found] == ["period", "month", "month", "month"]


@given(first=DAYS, length=st.integers(0, 800))
def test_months_and_quarters_hold_every_day_once(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    whole, *shorter = parts(first, last)
    assert (whole.first, whole.last) == (first, last)
    for name in ("quarter", "month"):
        pieces = [part for part in shorter if part.length == name]
        days = sum((part.last - part.first).days + 1 for part in pieces)
        assert days in ({0} if not pieces else {length + 1})
        for part in pieces:
            assert (part.first.year, part.first <= part.last) == (part.last.year, True)
