"""Which backups are kept, and when the next is due."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.foundation.backup_rotation import DAILY, MONTHLY, TRY_AGAIN, WEEKLY, is_due, to_keep

MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 (Hypothesis gives the zone)
START = datetime(2026, 1, 1, 8, 31, tzinfo=UTC)
ZONE = "America/Guatemala"


@given(st.lists(MOMENTS, max_size=60))
def test_the_newest_is_kept_and_no_more_than_wanted(made: list[datetime]) -> None:
    kept = to_keep(made)
    assert kept <= set(made)
    assert len(kept) <= DAILY + WEEKLY + MONTHLY
    assert not made or max(made) in kept
    assert to_keep(kept) == kept


@given(st.integers(1, 450))
def test_night_after_night_the_last_week_month_and_year_stay(nights: int) -> None:
    there: set[datetime] = set()
    for night in range(nights):
        there = to_keep({*there, START + timedelta(days=night)})
    last = START + timedelta(days=nights - 1)
    assert {last - timedelta(days=ago) for ago in range(min(nights, DAILY))} <= there
    oldest = min(there)
    assert oldest <= last - timedelta(days=22) or oldest == START or nights < 40
    # The eleven full months before this one are each there, as far as there were any.
    months = {(one.year, one.month) for one in there}
    begun = {
        (night.year, night.month) for night in map(START.__add__, map(timedelta, range(nights)))
    }
    assert months == set(sorted(begun)[-MONTHLY:])


def test_a_long_pause_deletes_nothing() -> None:
    old = {START + timedelta(days=day) for day in range(5)}
    assert to_keep(old) == old
    assert to_keep({*old, START + timedelta(days=900)}) == {*old, START + timedelta(days=900)}


def test_one_is_due_each_night_and_not_twice() -> None:
    night = datetime(2026, 5, 4, 8, 30, tzinfo=UTC)  # half past two in Guatemala
    for at, good, expected in [
        (night - timedelta(minutes=1), night - timedelta(days=1), False),
        (night, night - timedelta(days=1), True),
        (night + timedelta(hours=5), night + timedelta(seconds=1), False),
        (night, None, True),
    ]:
        assert is_due(at, good=good, tried=None, zone=ZONE) is expected


def test_one_that_failed_is_tried_again_after_a_while() -> None:
    at = datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert not is_due(at, good=None, tried=at - TRY_AGAIN / 2, zone=ZONE)
    assert is_due(at, good=None, tried=at - TRY_AGAIN, zone=ZONE)
    # A clock that was set back does not end all backups.
    assert is_due(at, good=None, tried=at + timedelta(days=365), zone=ZONE)
