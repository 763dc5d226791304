"""How long somebody was there is a matter of arithmetic."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteers.assignments.domain.presence_hours import (
    AFTER,
    BEFORE,
    Window,
    minutes_present,
    moment_within,
)

NINE = datetime(2026, 12, 5, 15, tzinfo=UTC)  # in Guatemala
WINDOW = Window(NINE, NINE + timedelta(hours=3))
ZONE = "America/Guatemala"
minutes = st.integers(-400, 800).map(lambda n: NINE + timedelta(minutes=n))


def after(n: float) -> datetime:
    return NINE + timedelta(minutes=n)


@pytest.mark.parametrize(
    ("arrived", "left", "spent"),
    [
        (None, None, 0),
        (after(-30), None, 210),  # until the end of the event
        (after(-30), after(200), 230),
        (after(0), after(0.9), 0),
        (after(200), None, 0),  # came when it was over
        (after(-500), after(2_000), 120 + 180 + 360),  # never more than the window has
    ],
)
def test_time_runs_from_the_arrival_to_the_leaving(
    arrived: datetime | None, left: datetime | None, spent: int
) -> None:
    assert minutes_present(WINDOW, arrived, left) == spent


@given(minutes, st.none() | minutes)
def test_nobody_is_there_for_less_than_nothing_or_longer_than_the_window(
    arrived: datetime, left: datetime | None
) -> None:
    most = (WINDOW.closes_at - WINDOW.opens_at) // timedelta(minutes=1)
    assert 0 <= minutes_present(WINDOW, arrived, left) <= most


@given(minutes, minutes, st.integers(0, 100))
def test_who_stays_longer_was_there_no_shorter(
    arrived: datetime, left: datetime, more: int
) -> None:
    later = left + timedelta(minutes=more)
    assert minutes_present(WINDOW, arrived, left) <= minutes_present(WINDOW, arrived, later)


def test_the_window_opens_two_hours_before_and_closes_six_after() -> None:
    edges = [NINE - BEFORE, WINDOW.ends_at + AFTER]
    assert [WINDOW.holds(edge) for edge in edges] == [True, True]
    second = timedelta(seconds=1)
    assert [WINDOW.holds(edges[0] - second), WINDOW.holds(edges[1] + second)] == [False, False]


def test_an_hour_is_the_first_such_moment_of_the_event() -> None:
    found = moment_within(time(8, 30), ZONE, after=WINDOW.opens_at, until=WINDOW.closes_at)
    assert found == after(-30)


def test_an_hour_past_midnight_is_the_next_day() -> None:
    evening = datetime(2026, 12, 5, 21, tzinfo=ZoneInfo(ZONE))
    found = moment_within(time(0, 30), ZONE, after=evening, until=evening + timedelta(hours=6))
    assert found == evening + timedelta(hours=3, minutes=30)


def test_an_hour_outside_is_none() -> None:
    assert moment_within(time(3), ZONE, after=WINDOW.opens_at, until=WINDOW.closes_at) is None


@given(st.times().map(lambda it: it.replace(second=0, microsecond=0)))
def test_every_hour_comes_once_a_day(hour: time) -> None:
    found = moment_within(hour, ZONE, after=NINE, until=NINE + timedelta(days=1))
    assert found is not None
    assert found.astimezone(ZoneInfo(ZONE)).time() == hour
