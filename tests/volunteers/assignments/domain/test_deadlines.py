"""Until when one may answer."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteers.assignments.domain.deadlines import answer_by, is_late

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
ZONE = "America/Guatemala"
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("ahead", "given_to_answer"),
    [(24 * 30, 24 * 7), (24 * 8, 24 * 7), (72, 48), (48, 24), (24, 12), (2, 1)],
)
def test_there_is_a_week_but_never_the_last_day_nor_more_than_half(
    ahead: int, given_to_answer: int
) -> None:
    assert answer_by(NOW + ahead * HOUR, ZONE, at=NOW) == NOW + given_to_answer * HOUR


@given(st.timedeltas(timedelta(microseconds=2), timedelta(days=400)))
def test_there_is_always_time_to_answer_and_time_to_ask_somebody_else(ahead: timedelta) -> None:
    starts_at = NOW + ahead
    assert NOW < answer_by(starts_at, ZONE, at=NOW) < starts_at


@given(st.timedeltas(HOUR, timedelta(days=400)), st.timedeltas(timedelta(), timedelta(days=9)))
def test_who_is_asked_sooner_need_not_answer_later(ahead: timedelta, earlier: timedelta) -> None:
    starts_at = NOW + ahead
    assert answer_by(starts_at, ZONE, at=NOW - earlier) <= answer_by(starts_at, ZONE, at=NOW)


@pytest.mark.parametrize("zone", [ZONE, "Asia/Kathmandu"])
@given(
    st.timedeltas(timedelta(hours=8), timedelta(days=400)),
    st.timedeltas(timedelta(), timedelta(hours=1)),
)
def test_there_is_time_until_a_full_hour_on_the_clocks_of_the_place(
    zone: str, ahead: timedelta, later: timedelta
) -> None:
    at = NOW + later
    until = answer_by(at + ahead, zone, at=at).astimezone(ZoneInfo(zone))
    assert (until.minute, until.second, until.microsecond) == (0, 0, 0)


@given(st.timedeltas(timedelta(microseconds=2), timedelta(days=400)))
def test_rounding_gives_no_more_time_than_the_rule_and_takes_a_quarter_at_most(
    ahead: timedelta,
) -> None:
    most = min(timedelta(days=7), max(ahead - timedelta(hours=24), ahead / 2))
    given_to_answer = answer_by(NOW + ahead, ZONE, at=NOW) - NOW
    assert 3 * most <= 4 * given_to_answer <= 4 * most


def test_with_little_time_left_the_minute_is_a_round_one() -> None:
    at = datetime(2026, 12, 1, 14, 57, 31, tzinfo=UTC)
    until = answer_by(at + timedelta(minutes=73), ZONE, at=at)
    assert until == datetime(2026, 12, 1, 15, 30, tzinfo=UTC)


def test_three_days_before_the_start_it_is_late() -> None:
    assert [is_late(NOW + hours * HOUR, at=NOW) for hours in (73, 72, 71)] == [False, False, True]
