"""A zone is described by its own clock changes, and by nothing else."""

from zoneinfo import ZoneInfoNotFoundError

import pytest

from events.planning.domain.ical_zone import vtimezone

GUATEMALA = """\
BEGIN:VTIMEZONE
TZID:America/Guatemala
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:CST
TZOFFSETFROM:-0600
TZOFFSETTO:-0600
END:STANDARD
END:VTIMEZONE
"""

NEW_YORK = """\
BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:EST
TZOFFSETFROM:-0500
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20260308T020000
TZNAME:EDT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20261101T020000
TZNAME:EST
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20270314T020000
TZNAME:EDT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20271107T020000
TZNAME:EST
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
"""


def _lines(zone: str, first_year: int, last_year: int) -> list[str]:
    return vtimezone(zone, first_year, last_year).decode().split("\r\n")


@pytest.mark.parametrize(("first_year", "last_year"), [(2007, 2007), (2026, 2040)])
def test_guatemala_never_changes_its_clocks(first_year: int, last_year: int) -> None:
    assert _lines("America/Guatemala", first_year, last_year) == GUATEMALA.split("\n")


def test_new_york_changes_at_two_by_the_old_clock() -> None:
    assert _lines("America/New_York", 2026, 2026) == NEW_YORK.split("\n")


def test_the_summer_time_of_guatemala_in_2006_began_and_ended_at_midnight() -> None:
    onsets = [line for line in _lines("America/Guatemala", 2006, 2006) if "DTSTART" in line]
    assert onsets == [
        "DTSTART:19700101T000000",
        "DTSTART:20060430T000000",
        "DTSTART:20061001T000000",
    ]


def test_a_zone_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        vtimezone("America/Xela", 2026, 2026)
