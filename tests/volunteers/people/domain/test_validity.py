"""How long credentials hold."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from volunteers.people.domain.validity import SOON, Standing, months_later, standing

TODAY = date(2026, 12, 5)
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def test_a_credential_holds_through_its_last_day() -> None:
    assert standing(TODAY, TODAY) == Standing.SOON
    assert standing(TODAY - timedelta(days=1), TODAY) == Standing.LAPSED


def test_a_credential_warns_a_month_ahead() -> None:
    assert standing(TODAY + SOON, TODAY) == Standing.SOON
    assert standing(TODAY + SOON + timedelta(days=1), TODAY) == Standing.VALID


def test_a_credential_that_is_not_there_is_missing() -> None:
    assert standing(None, TODAY) == Standing.MISSING


def test_half_a_year_after_the_end_of_august_is_the_end_of_february() -> None:
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2027, 8, 31), 6) == date(2028, 2, 29)


@given(DAYS, st.integers(0, 60))
def test_months_pass_by_the_calendar(day: date, months: int) -> None:
    later = months_later(day, months)
    passed = (later.year - day.year) * 12 + later.month - day.month
    assert passed == months
    assert later.day <= day.day
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
