"""The occurrences of a pattern: their keys stay, their hours are those on the wall."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain import recurrence
from events.planning.domain.recurrence_reading import read
from events.planning.domain.series.cutting import cut
from events.planning.domain.series.pattern import DayTime, Pattern, occurrences, ordinal_of
from tests.support.rules import STARTS, rules

MORNING = DayTime(key="a", label="Mañana", start="09:00", minutes=120)
EVENING = DayTime(key="b", label="Tarde", start="16:00", minutes=90)
TUESDAYS = Pattern(
    rule=read("FREQ=WEEKLY;COUNT=4"),
    starts_on=date(2026, 12, 1),
    zone="America/Guatemala",
    times=(MORNING,),
)


def pattern(**changes: Any) -> Pattern:
    return msgspec.structs.replace(TUESDAYS, **changes)


def listed(what: Pattern) -> list[tuple[str, str]]:
    return [(one.key, f"{one.starts_at:%m-%d %H:%M}") for one in occurrences(what)]


def test_each_time_of_each_date_is_an_occurrence() -> None:
    assert listed(pattern(times=(MORNING, EVENING), rule=read("FREQ=WEEKLY;COUNT=2"))) == [
        ("0.a", "12-01 15:00"),
        ("0.b", "12-01 22:00"),
        ("1.a", "12-08 15:00"),
        ("1.b", "12-08 22:00"),
    ]


def test_leaving_a_date_out_shifts_no_other() -> None:
    assert [key for key, _when in listed(pattern(excluded=("2026-12-08",)))] == [
        "0.a",
        "2.a",
        "3.a",
    ]


def test_one_time_of_a_date_can_be_left_out() -> None:
    left = pattern(times=(MORNING, EVENING), excluded=("2026-12-01.a", "2026-12-22"))
    assert [key for key, _when in listed(left)] == ["0.b", "1.a", "1.b", "2.a", "2.b"]


def test_a_date_beside_the_rule_is_its_own_key() -> None:
    beside = pattern(additional=(date(2026, 12, 8), date(2026, 12, 10)), first_ordinal=7)
    assert listed(beside) == [
        ("7.a", "12-01 15:00"),
        ("8.a", "12-08 15:00"),
        ("+2026-12-10.a", "12-10 15:00"),
        ("9.a", "12-15 15:00"),
        ("10.a", "12-22 15:00"),
    ]
    assert (ordinal_of("10.a"), ordinal_of("+2026-12-10.a"), ordinal_of(None)) == (10, None, None)


@pytest.mark.parametrize(
    ("zone", "day", "hour", "found"),
    [
        # Every week at nine in New York, also when its clocks go back an hour.
        ("America/New_York", date(2026, 10, 31), "09:00", ["10-31 13:00", "11-07 14:00"]),
        # Its clocks jump from two to three: half past two is half past three.
        ("America/New_York", date(2027, 3, 14), "02:30", ["03-14 07:30", "03-21 06:30"]),
        # Half past one comes twice: the first one.
        ("America/New_York", date(2026, 11, 1), "01:30", ["11-01 05:30", "11-08 06:30"]),
        ("America/Guatemala", date(2026, 10, 31), "09:00", ["10-31 15:00", "11-07 15:00"]),
    ],
)
def test_the_hour_is_the_one_on_the_wall(zone: str, day: date, hour: str, found: list[str]) -> None:
    times = (DayTime(key="a", start=hour, minutes=60),)
    there = pattern(zone=zone, starts_on=day, times=times, rule=read("FREQ=WEEKLY;COUNT=2"))
    assert [moment for _key, moment in listed(there)] == found
    assert {one.ends_at - one.starts_at for one in occurrences(there)} == {
        one.ends_at - one.starts_at for one in occurrences(pattern(times=times))
    }


@given(rules(), STARTS, st.integers(0, 40))
def test_a_pattern_cut_in_two_is_still_the_same(rule: Any, starts_on: date, where: int) -> None:
    days = recurrence.dates(rule, starts_on)[:60]
    if not days:
        return
    rule = msgspec.structs.replace(rule, count=len(days), until=None)
    whole = pattern(
        rule=rule,
        starts_on=starts_on,
        first_ordinal=3,
        excluded=(str(days[0]), f"{days[-1]}.a"),
        additional=(days[0], days[-1]),
    )
    parts = cut(whole, 3 + where % len(days))
    before = occurrences(parts.before) if parts.before else []
    assert before + occurrences(parts.rest) == occurrences(whole)
