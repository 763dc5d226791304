"""Moments and days as the solver counts them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from volunteers.assignments.domain.rota.gathering_times import Span, reach
from volunteers.assignments.domain.solver.instance import EPOCH, Part

HOME = "America/Guatemala"
MOMENTS = st.integers(1, 15 * 366 * 86_400).map(lambda second: EPOCH + timedelta(seconds=second))


def span(starts_at: datetime, ends_at: datetime, zone: str = HOME) -> Span:
    return Span(
        starts_at=starts_at, ends_at=ends_at, zone=zone, municipality="0103", venue=None,
        virtual=False,
    )  # fmt: skip


def at(hour: int, minute: int = 0, *, day: int = 5) -> datetime:
    """A moment of December on clocks in Guatemala."""
    return datetime(2026, 12, day, tzinfo=UTC) + timedelta(hours=hour + 6, minutes=minute)


def test_a_morning_is_one_part_of_its_day() -> None:
    morning = span(at(9), at(12, 30))
    day = date(2026, 12, 5).toordinal()
    assert morning.parts == (Part(day, 540, 750),)
    assert (morning.stay.day, morning.stay.ends - morning.stay.starts) == (day, 210)
    assert EPOCH + timedelta(minutes=morning.stay.starts) == at(9)


def test_what_goes_on_past_midnight_has_a_part_of_each_day() -> None:
    day = date(2026, 12, 5).toordinal()
    assert span(at(20), at(24)).parts == (Part(day, 1200, 1440),)
    assert span(at(20), at(2, day=7)).parts == (
        Part(day, 1200, 1440), Part(day + 1, 0, 1440), Part(day + 2, 0, 120)
    )  # fmt: skip


def test_a_day_of_its_own_clocks_counts() -> None:
    evening = span(at(20), at(21), "Europe/Madrid")
    assert evening.parts == (Part(date(2026, 12, 6).toordinal(), 180, 240),)


@given(MOMENTS, st.integers(1, 60 * 24 * 3600))
def test_a_minute_that_was_begun_counts_as_a_whole_one(starts: datetime, seconds: int) -> None:
    stretch = span(starts, starts + timedelta(seconds=seconds))
    minutes = [EPOCH + timedelta(minutes=end) for end in (stretch.stay.starts, stretch.stay.ends)]
    assert minutes[0] <= starts < minutes[0] + timedelta(minutes=1)
    assert minutes[1] - timedelta(minutes=1) < starts + timedelta(seconds=seconds) <= minutes[1]
    assert all(0 <= part.starts < part.ends <= 1440 for part in stretch.parts)
    days = [part.day for part in stretch.parts]
    assert days == list(range(stretch.stay.day, stretch.stay.day + len(days)))


def test_limits_reach_to_the_ends_of_weeks_and_months() -> None:
    around = reach(date(2026, 12, 5), date(2026, 12, 28), HOME)
    assert (around.since, around.until) == (
        at(0, day=1) - timedelta(days=2),
        at(0, day=5) + timedelta(days=31),
    )
