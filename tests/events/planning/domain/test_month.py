"""A month as a sheet of whole weeks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain.month import Month, by_day, month_from, month_of

MONTHS = st.builds(Month, st.integers(2000, 2099), st.integers(1, 12))
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
ZONES = st.sampled_from(["America/Guatemala", "UTC", "Europe/Madrid", "Pacific/Kiritimati"])
TODAY = date(2026, 12, 5)


@given(MONTHS)
def test_a_sheet_is_of_whole_weeks_from_monday_and_holds_the_month_once(month: Month) -> None:
    sheet = month.sheet
    assert len(sheet) % 7 == 0
    assert 28 <= len(sheet) <= 42
    assert (sheet[0].weekday(), sheet[-1].weekday()) == (0, 6)
    assert sheet == [sheet[0] + timedelta(days=n) for n in range(len(sheet))]
    inside = [day for day in sheet if month_of(day) == month]
    assert inside[0] == month.first
    assert month_of(inside[-1] + timedelta(days=1)) == month.after
    # No week of another month is shown.
    assert all(any(day in inside for day in sheet[n : n + 7]) for n in range(0, len(sheet), 7))


@given(MONTHS)
def test_the_month_before_the_one_after_is_itself(month: Month) -> None:
    assert (month.after.before, month.before.after) == (month, month)
    assert month.before.first < month.first < month.after.first


@given(DAYS)
def test_a_month_is_read_as_it_is_written(day: date) -> None:
    assert month_from(str(month_of(day)), otherwise=TODAY) == month_of(day)


@given(st.text())
def test_anything_else_is_the_present_month(text: str) -> None:
    read = month_from(text, otherwise=TODAY)
    assert read == month_of(TODAY) or str(read) == text


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-1", "1999-12", "2100-01", "2026-12-05", "٢٠٢٦-١٢"]
)
def test_what_is_no_month_is_the_present_one(text: str) -> None:
    assert month_from(text, otherwise=TODAY) == Month(2026, 12)


@given(MONTHS, ZONES)
def test_the_bounds_are_midnights_there(month: Month, zone: str) -> None:
    first, last = month.bounds(zone)
    assert (first.date(), last.date()) == (
        month.sheet[0],
        month.sheet[-1] + timedelta(days=1),
    )
    assert (first.hour, last.hour) == (0, 0)
    assert first.astimezone(UTC) < last.astimezone(UTC)


def test_the_bounds_of_december_in_guatemala() -> None:
    assert [moment.astimezone(UTC) for moment in Month(2026, 12).bounds("America/Guatemala")] == [
        datetime(2026, 11, 30, 6, tzinfo=UTC),
        datetime(2027, 1, 4, 6, tzinfo=UTC),
    ]


@given(MONTHS, st.lists(st.tuples(DAYS, st.integers(0, 40))))
def test_a_thing_is_on_every_day_of_the_sheet_that_it_lasts(
    month: Month, lasting: list[tuple[date, int]]
) -> None:
    things = [
        (first, first + timedelta(days=days), number)
        for number, (first, days) in enumerate(lasting)
    ]
    sheet = by_day(month.sheet, things)
    assert list(sheet) == month.sheet
    assert sheet == {
        day: [number for first, last, number in things if first <= day <= last]
        for day in month.sheet
    }
