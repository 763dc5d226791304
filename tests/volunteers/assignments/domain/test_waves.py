"""How many are asked at a time, in which order, how fast."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteers.assignments.domain.waves import Askable, in_order, next_at, size

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_each_wave_asks_one_more_person_for_each_place() -> None:
    assert [size(wave) for wave in (1, 2, 3)] == [1, 2, 3]
    assert [size(wave, places=2) for wave in (1, 2, 3)] == [2, 4, 6]


@pytest.mark.parametrize(("ahead", "minutes"), [(24 * 30, 1440), (100, 600), (10, 60), (1, 15)])
def test_waves_follow_faster_as_the_event_nears(ahead: int, minutes: int) -> None:
    assert next_at(NOW + ahead * HOUR, at=NOW) == NOW + timedelta(minutes=minutes)


@given(
    st.timedeltas(timedelta(), timedelta(days=90)), st.timedeltas(timedelta(), timedelta(days=9))
)
def test_the_nearer_the_start_the_shorter_the_wait(ahead: timedelta, nearer: timedelta) -> None:
    far = next_at(NOW + ahead + nearer, at=NOW)
    assert next_at(NOW + ahead, at=NOW) <= far <= NOW + timedelta(days=1)


def test_the_language_comes_before_load_and_load_before_the_road_and_that_before_the_turn() -> None:
    people = [
        Askable(volunteer=UUID(int=number), tongues=tongues, load=load, road=road, asked_at=asked)
        for number, (tongues, load, road, asked) in enumerate(
            [
                (1, 9, 90, NOW), (0, 0, 90, None), (0, 1, 0, None), (0, 1, 10, None),
                (0, 1, 10, NOW - HOUR), (0, 1, 10, NOW), (0, 1, 10, NOW),
            ]
        )
    ]  # fmt: skip
    assert [one.volunteer.int for one in in_order(people[::-1])] == list(range(7))
