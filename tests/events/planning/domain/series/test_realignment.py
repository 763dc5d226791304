"""What is the same occurrence after the rule has changed."""

from datetime import date
from typing import Any

import msgspec
import pytest

from events.planning.domain.recurrence_reading import read
from events.planning.domain.series.pattern import DayTime, Pattern, occurrences
from events.planning.domain.series.realignment import realigned, same_rhythm

NINE = DayTime(key="a", start="09:00", minutes=60)
TUESDAYS = Pattern(
    rule=read("FREQ=WEEKLY;UNTIL=20270209"),
    starts_on=date(2026, 12, 1),
    zone="America/Guatemala",
    times=(NINE,),
)


def pattern(rule: str, **changes: Any) -> Pattern:
    return msgspec.structs.replace(TUESDAYS, rule=read(rule), **changes)


def moves(after: Pattern, before: Pattern = TUESDAYS, *also: str) -> dict[str, str | None]:
    """The keys that change."""
    keys = [*(one.key for one in occurrences(before)), *also]
    return {k: new for k, new in realigned(keys, before, after).items() if new != k}


@pytest.mark.parametrize(
    "after",
    [
        pattern("FREQ=WEEKLY;BYDAY=TH;UNTIL=20270211"),
        pattern("FREQ=WEEKLY;UNTIL=20270209", starts_on=date(2026, 12, 8)),
        pattern("FREQ=WEEKLY;COUNT=4"),
        pattern(
            "FREQ=WEEKLY;UNTIL=20270209", times=(msgspec.structs.replace(NINE, start="15:00"),)
        ),
        pattern("FREQ=WEEKLY;UNTIL=20270209", excluded=("2026-12-08",)),
    ],
)
def test_a_rule_of_the_same_rhythm_moves_its_events(after: Pattern) -> None:
    assert same_rhythm(TUESDAYS, after)
    assert moves(after) == {}


def test_twice_a_week_leaves_the_first_day_where_it_is() -> None:
    after = pattern("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270209")
    assert moves(after) == {f"{n}.a": f"{2 * n}.a" for n in range(1, 11)}


def test_every_other_week_keeps_every_other_date() -> None:
    after = pattern("FREQ=WEEKLY;INTERVAL=2;UNTIL=20270209")
    found = moves(after)
    assert {key for key, new in found.items() if new is None} == {"1.a", "3.a", "5.a"}
    assert {key: new for key, new in found.items() if new} == {
        f"{2 * n}.a": f"{n}.a" for n in range(1, 6)
    }


def test_a_date_that_comes_beside_the_rule_stays_the_same_event() -> None:
    beside = (date(2027, 2, 9), date(2026, 12, 3))
    after = pattern("FREQ=WEEKLY;COUNT=10", additional=beside)
    assert moves(after) == {"10.a": "+2027-02-09.a"}
    assert moves(TUESDAYS, after) == {"+2027-02-09.a": "10.a"}


def test_what_left_the_rule_stays_outside() -> None:
    assert moves(pattern("FREQ=WEEKLY;COUNT=3"), TUESDAYS, "~feed") == {}


def test_without_dates_nothing_has_a_rhythm() -> None:
    never = pattern("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2", additional=(date(2027, 1, 1),))
    assert same_rhythm(TUESDAYS, never)
