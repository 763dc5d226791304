"""The dates of a rule: as a hand would list them, as dateutil does, and where others stumble."""

from datetime import date, datetime
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings

from events.planning.domain.recurrence import LONGEST, dates, unfinished
from events.planning.domain.recurrence_reading import read
from events.planning.domain.recurrence_rule import Rule
from tests.support.rules import STARTS, by_hand, rules

TUESDAY = date(2026, 11, 24)


@given(rules(), STARTS)
@settings(max_examples=70, deadline=None)
def test_a_rule_gives_the_dates_that_a_hand_would_list(rule: Rule, starts_on: date) -> None:
    assert dates(rule, starts_on) == by_hand(rule, starts_on, starts_on + LONGEST)


@given(rules(), STARTS)
@settings(max_examples=70, deadline=None)
def test_a_rule_gives_the_dates_that_dateutil_gives(rule: Rule, starts_on: date) -> None:
    # It takes «mondays and first mondays» for those that are both, and looks for the first date of
    # a rule that has none until the year 9999.
    found = dates(rule, starts_on)
    assume(found and len({day.nth is None for day in rule.by_day}) < 2)
    theirs = rrulestr(str(rule), dtstart=datetime.combine(starts_on, datetime.min.time()))
    beyond = datetime.combine(starts_on + LONGEST, datetime.max.time())
    assert [moment.date() for moment in takewhile(lambda it: it <= beyond, theirs)] == found


@given(rules())
def test_a_rule_is_read_as_it_was_written(rule: Rule) -> None:
    assert read(str(rule)) == rule


@pytest.mark.parametrize(
    ("rule", "starts_on", "found"),
    [
        ("FREQ=WEEKLY;UNTIL=20261208", TUESDAY, ["2026-11-24", "2026-12-01", "2026-12-08"]),
        ("FREQ=WEEKLY;BYDAY=TH,TU;COUNT=3", TUESDAY, ["2026-11-24", "2026-11-26", "2026-12-01"]),
        ("FREQ=YEARLY;COUNT=2", date(2024, 2, 29), ["2024-02-29", "2028-02-29"]),
        ("FREQ=MONTHLY;COUNT=3", date(2027, 1, 31), ["2027-01-31", "2027-03-31", "2027-05-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", TUESDAY, ["2026-11-30", "2026-12-31"]),
        ("FREQ=MONTHLY;BYDAY=2SA;COUNT=2", TUESDAY, ["2026-12-12", "2027-01-09"]),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3",
            TUESDAY,
            ["2026-11-30", "2026-12-31", "2027-01-29"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=3",
            date(1997, 8, 5),
            ["1997-08-05", "1997-08-17", "1997-08-19"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=3",
            date(1997, 8, 5),
            ["1997-08-05", "1997-08-10", "1997-08-19"],
        ),
        ("FREQ=YEARLY;BYDAY=20MO;COUNT=1", date(1997, 1, 1), ["1997-05-19"]),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", TUESDAY, []),
    ],
)
def test_rules_where_others_stumble(rule: str, starts_on: date, found: list[str]) -> None:
    assert [str(day) for day in dates(read(rule), starts_on)] == found


@pytest.mark.parametrize(
    ("rule", "too_long"),
    [
        ("FREQ=YEARLY;COUNT=5", False),
        ("FREQ=YEARLY;COUNT=7", True),
        ("FREQ=WEEKLY;UNTIL=20311124", False),
        ("FREQ=WEEKLY;UNTIL=20321124", True),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", False),
    ],
)
def test_a_series_does_not_go_on_for_ever(rule: str, *, too_long: bool) -> None:
    assert unfinished(read(rule), TUESDAY) is too_long
