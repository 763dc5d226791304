"""Reading calendars, one broken component spoiling none of the others."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain.imports.ics_file import HEADINGS, read_ics
from events.planning.domain.imports.rows import Row, Sheet
from server.foundation.errors import Invalid

HOUSE = "America/Guatemala"
ODD = """BEGIN:VTIMEZONE
TZID:Nuestra hora
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:-0300
TZOFFSETTO:-0300
END:STANDARD
END:VTIMEZONE"""


def calendar(*components: str, head: str = "") -> Sheet:
    """A calendar of these components."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *([head] if head else []), *components]
    return read_ics("\r\n".join([*lines, "END:VCALENDAR"]).replace("\n", "\r\n").encode(), HOUSE)


def event(*lines: str, uid: str = "a@b") -> str:
    """A component with these lines."""
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Taller", *lines, "END:VEVENT"])


def cell(row: Row, field: str) -> str:
    """What a row says in a column."""
    return row.cells[HEADINGS.index(field)]


def only(*lines: str, **more: Any) -> Row:
    """The only row of a calendar with one event."""
    (row,) = calendar(event(*lines), **more).rows
    return row


def times(row: Row) -> tuple[str, str, str]:
    """When a row begins and ends, and in which zone."""
    return cell(row, "start"), cell(row, "end"), cell(row, "zone")


NINE = "2026-12-05T09:00:00-06:00"
TEN = "2026-12-05T10:00:00-06:00"


@pytest.mark.parametrize(
    ("starts", "notes"),
    [
        ("DTSTART;TZID=America/Guatemala:20261205T090000", 0),
        ("DTSTART;TZID=Central America Standard Time:20261205T090000", 0),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/America/Guatemala:20261205T090000", 0),
        ("DTSTART:20261205T150000Z", 0),
        ("DTSTART:20261205T090000", 1),
        ("DTSTART;TZID=Nadie/Sabe:20261205T090000", 1),
        ("DTSTART;TZID=Nuestra hora:20261205T120000", 1),
    ],
)
def test_an_hour_means_the_same_in_every_zone_name(starts: str, notes: int) -> None:
    (row,) = calendar(ODD, event(starts, "DURATION:PT1H")).rows
    assert times(row) == (NINE, TEN, HOUSE)
    assert (len(row.notes), row.wrong) == (notes, [])


def test_floating_hours_are_of_the_calendars_own_zone() -> None:
    row = only("DTSTART:20261205T100000", "DURATION:PT1H", head="X-WR-TIMEZONE:America/New_York")
    assert times(row) == (
        "2026-12-05T10:00:00-05:00",
        "2026-12-05T11:00:00-05:00",
        "America/New_York",
    )


@pytest.mark.parametrize(
    ("lines", "ends", "notes"),
    [
        (("DTSTART;VALUE=DATE:20261205",), "2026-12-06T00:00:00-06:00", ["Dura todo el día."]),
        (
            ("DTSTART;VALUE=DATE:20261205", "DTEND;VALUE=DATE:20261208"),
            "2026-12-08T00:00:00-06:00",
            ["Dura todo el día."],
        ),
        (("DTSTART:20261205T060000Z", "DTEND:20261205T080000Z"), "2026-12-05T02:00:00-06:00", []),
        (
            ("DTSTART:20261205T060000Z",),
            "2026-12-05T01:00:00-06:00",
            ["No dice cuándo termina: se tomó una hora."],
        ),
    ],
)
def test_an_end_is_found_or_said_to_be_assumed(
    lines: tuple[str, ...], ends: str, notes: list[str]
) -> None:
    row = only(*lines)
    assert times(row) == ("2026-12-05T00:00:00-06:00", ends, HOUSE)
    assert row.notes == notes


def test_a_repetition_becomes_events_with_identities_of_their_own() -> None:
    rule = event(
        "DTSTART;TZID=America/Guatemala:20261205T090000", "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=America/Guatemala:20261212T090000",
        "RDATE;TZID=America/Guatemala:20261207T090000",
    )  # fmt: skip
    moved = event(
        "DTSTART;TZID=America/Guatemala:20261219T150000", "DURATION:PT1H",
        "RECURRENCE-ID;TZID=America/Guatemala:20261219T090000", "STATUS:CANCELLED",
    )  # fmt: skip
    rows = calendar(rule, moved).rows
    assert [(cell(r, "uid"), cell(r, "start")[:16], cell(r, "status")) for r in rows] == [
        ("a@b#20261205T150000Z", "2026-12-05T09:00", ""),
        ("a@b#20261207T150000Z", "2026-12-07T09:00", ""),
        ("a@b#20261226T150000Z", "2026-12-26T09:00", ""),
        ("a@b#20261219T150000Z", "2026-12-19T15:00", "cancelled"),
    ]
    assert rows[0].notes == ["Se repite: cada fecha será una actividad."]


@pytest.mark.parametrize(
    ("rule", "size"),
    [("FREQ=DAILY", 200), ("FREQ=YEARLY", 3), ("FREQ=MONTHLY;UNTIL=20270205", 3),
     ("FREQ=WEEKLY;UNTIL=20261219T150000Z", 3), ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 1)],
)  # fmt: skip
def test_a_rule_without_end_ends(rule: str, size: int) -> None:
    rows = calendar(event("DTSTART:20261205T090000", "DURATION:PT1H", f"RRULE:{rule}")).rows
    assert len(rows) == size


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=OFTEN", "COUNT=3", "FREQ=DAILY;INTERVAL=0"]
)
def test_a_rule_that_nobody_can_follow_is_said_to_be_wrong(rule: str) -> None:
    row = only("DTSTART:20261205T090000", f"RRULE:{rule}")
    assert row.wrong != []


def test_one_broken_component_spoils_none_of_the_others() -> None:
    fine = ("DTSTART:20261205T150000Z", "DTEND:20261205T160000Z")
    sheet = calendar(
        event(*fine, uid="1"),
        event("DTSTART:20260230T090000", uid="2"),
        "BEGIN:VEVENT\nUID:3",
        event(*fine, "GEO:x;y", "nonsense", "DTSTAMP:never", uid="4"),
        event(uid="5"),
        event(*fine, uid="6"),
    )
    assert [(cell(row, "uid"), bool(row.wrong)) for row in sheet.rows] == [
        ("1", False), ("2", True), ("", True), ("4", False), ("5", True), ("6", False),
    ]  # fmt: skip
    assert [row.number for row in sheet.rows] == sorted(row.number for row in sheet.rows)


def test_words_arrive_without_escapes_folds_and_controls() -> None:
    row = only(
        "DTSTART:20261205T150000Z", "DESCRIPTION:Uno\\, dos\\nt\n res\x07",
        "LOCATION:Salón\\; anexo",
        "CATEGORIES:Foro,Taller", "CATEGORIES:Otra",
    )  # fmt: skip
    found = [cell(row, name) for name in ("notes", "venue", "categories")]
    assert found == ["Uno, dos\ntres", "Salón; anexo", "Foro, Taller, Otra"]


def test_a_calendar_that_calls_off_calls_off() -> None:
    row = only("DTSTART:20261205T150000Z", head="METHOD:CANCEL")
    assert cell(row, "status") == "cancelled"


@pytest.mark.parametrize("content", [b"", b"hola", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_what_holds_no_event_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        read_ics(content, HOUSE)


LINES = st.sampled_from(
    ["BEGIN:VEVENT", "END:VEVENT", "UID:x", "SUMMARY:Hola", "DTSTART:20261205T090000",
     "DTSTART;VALUE=DATE:20261205", "DTEND:20261205T100000Z", "DURATION:PT1H", "DURATION:-P9999D",
     "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=", "EXDATE:20261206T090000",
     "DTSTART:00010101T000000Z",
     "RECURRENCE-ID:20261206T090000", "BEGIN:VTIMEZONE", "TZID:x", "END:VTIMEZONE", " y", ":", ";;",
     "BEGIN:VALARM", "END:VALARM", "DTSTART;TZID=x:99991231T235959", "RDATE:99991231T235959Z",
     "STATUS:CANCELLED", "BEGIN:VCALENDAR", "END:VCALENDAR",
     "X-CONVOCA-KIND:a\\", "RRULE:FREQ=YEARLY"]
)  # fmt: skip


@given(st.lists(LINES | st.text(max_size=20), max_size=25))
def test_any_lines_are_rows_or_a_refusal(lines: list[str]) -> None:
    content = "\r\n".join(["BEGIN:VCALENDAR", *lines]).encode("utf-8", "replace")
    try:
        sheet = read_ics(content, HOUSE)
    except Invalid:
        return
    assert {len(row.cells) for row in sheet.rows} == {len(HEADINGS)}
