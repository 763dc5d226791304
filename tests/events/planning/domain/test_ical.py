"""A calendar entry is written the same way every time, line by line as the standard wants."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.planning.domain.ical import (
    CalendarFace,
    Invitee,
    cancellation,
    feed,
    invitation,
    vevent,
)
from server.foundation.plain_text import one_line
from tests.support import libical
from tests.support.calendar_cast import ENTRY, FACE, INVITEE, ORGANIZER, PLAIN

RENDERED = r"""BEGIN:VEVENT
SUMMARY:Taller\, con familias
DTSTART;TZID=America/Guatemala:20260314T090000
DTEND;TZID=America/Guatemala:20260314T113000
DTSTAMP:20260201T150005Z
UID:0198c2@convoca.example
SEQUENCE:3
CATEGORIES:Taller,Crianza familia
CONFERENCE;FEATURE=AUDIO,VIDEO;VALUE=URI:https://reunion.example/a,b
DESCRIPTION:Llegar temprano.\nTraer lápiz.\n\nhttps://reunion.example/a\,
 b
GEO:14.820600;-0.000010
LAST-MODIFIED:20260201T150005Z
LOCATION:Salón municipal\; Jocotán
STATUS:CONFIRMED
URL:https://convoca.example/agenda/1
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="Salón municipal; Jocotán"
 :geo:14.820600,-0.000010
END:VEVENT
"""

any_title = st.text(
    st.one_of(st.characters(), st.sampled_from('\\nN,;:"^🎭🧑🏽\u200d\r\n\t\x00\x0b\x1f\x7f')),
    max_size=500,
)


def _lines(calendar: bytes) -> list[str]:
    return calendar.decode().replace("\r\n ", "").split("\r\n")


def test_a_subscriber_reads_the_whole_entry() -> None:
    assert vevent(ENTRY).decode().split("\r\n") == RENDERED.split("\n")


def test_what_is_not_known_is_not_written() -> None:
    assert [line.split(":")[0] for line in _lines(vevent(PLAIN))] == [
        "BEGIN",
        "SUMMARY",
        "DTSTART;TZID=America/Guatemala",
        "DTEND;TZID=America/Guatemala",
        "DTSTAMP",
        "UID",
        "SEQUENCE",
        "LAST-MODIFIED",
        "STATUS",
        "END",
        "",
    ]


def test_the_meeting_address_is_not_said_twice() -> None:
    entry = msgspec.structs.replace(ENTRY, description="Entrar por https://reunion.example/a,b")
    assert r"DESCRIPTION:Entrar por https://reunion.example/a\,b" in _lines(vevent(entry))


def test_a_title_of_nothing_but_control_characters_still_gives_a_summary() -> None:
    entry = msgspec.structs.replace(PLAIN, title="\x00\r\n")
    assert _lines(vevent(entry))[1] == "SUMMARY:—"


def test_an_hour_that_happens_twice_is_written_in_utc() -> None:
    entry = msgspec.structs.replace(
        PLAIN,
        zone="America/New_York",
        starts_at=datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
        ends_at=datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
    )
    assert _lines(vevent(entry))[2:4] == ["DTSTART:20261101T053000Z", "DTEND:20261101T063000Z"]


def test_utc_has_no_zone_to_look_up() -> None:
    entry = msgspec.structs.replace(PLAIN, zone="UTC")
    assert _lines(vevent(entry))[2:4] == ["DTSTART:20260314T150000Z", "DTEND:20260314T173000Z"]


def test_a_feed_has_a_name_a_zone_a_pace_and_no_method() -> None:
    rendered = vevent(ENTRY)
    lines = _lines(feed(FACE, [rendered], {"America/Guatemala"}))
    assert lines[: lines.index("BEGIN:VEVENT")] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Convoca//Convoca//ES",
        "CALSCALE:GREGORIAN",
        r"DESCRIPTION;LANGUAGE=es:Uno\ndos",
        r"X-WR-CALDESC:Uno\ndos",
        r"NAME;LANGUAGE=es:Agenda\, Jocotán y más",
        r"X-WR-CALNAME:Agenda\, Jocotán y más",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "X-WR-TIMEZONE:America/Guatemala",
        "BEGIN:VTIMEZONE",
        "TZID:America/Guatemala",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:CST",
        "TZOFFSETFROM:-0600",
        "TZOFFSETTO:-0600",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]
    assert lines[lines.index("BEGIN:VEVENT") :] == [*_lines(rendered)[:-1], "END:VCALENDAR", ""]


def test_a_feed_describes_each_zone_once_for_all_the_years_of_its_events() -> None:
    entry = msgspec.structs.replace(PLAIN, zone="America/New_York")
    later = msgspec.structs.replace(
        entry,
        starts_at=entry.starts_at + timedelta(days=365),
        ends_at=entry.ends_at + timedelta(days=365),
    )
    face = CalendarFace(name="Agenda")
    lines = _lines(feed(face, [vevent(entry), vevent(later)], ["America/New_York"] * 2))
    assert [line for line in lines if line.startswith("TZID:")] == [
        "TZID:America/Guatemala",
        "TZID:America/New_York",
    ]
    assert [line[8:12] for line in lines if line.startswith("DTSTART:")] == [
        "1970",
        "1970",
        *("2026", "2026", "2027", "2027", "2028", "2028"),
    ]


def test_an_invitation_shows_the_same_event_as_the_feed() -> None:
    lines = _lines(invitation(ENTRY, organizer=ORGANIZER, invitee=INVITEE))
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT") + 1]
    assert [line for line in event if not line.startswith(("ORGANIZER", "ATTENDEE"))] == [
        line for line in _lines(vevent(ENTRY)) if line
    ]


def test_an_invitation_asks_one_person_to_answer() -> None:
    lines = _lines(invitation(ENTRY, organizer=ORGANIZER, invitee=INVITEE))
    assert lines[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Convoca//Convoca//ES",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
    ]
    assert [line for line in lines if line.startswith(("ORGANIZER", "ATTENDEE"))] == [
        (
            "ATTENDEE;CN=\"Ana ^'Nita^' Pérez\";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION"
            ";ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:ana+rac@convoca.example"
        ),
        'ORGANIZER;CN="Convoca: agenda":mailto:agenda@convoca.example',
    ]


def test_nobody_is_invited_to_a_cancelled_event() -> None:
    entry = msgspec.structs.replace(ENTRY, status="CANCELLED")
    with pytest.raises(ValueError, match="cancelled event"):
        invitation(entry, organizer=ORGANIZER, invitee=INVITEE)


def test_a_cancellation_tells_the_same_person_about_the_same_event() -> None:
    invitee = Invitee(email="ana@convoca.example", name="")
    lines = _lines(cancellation(PLAIN, organizer=ORGANIZER, invitee=invitee))
    assert lines[4] == "METHOD:CANCEL"
    assert lines[lines.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        r"SUMMARY:Taller\, con familias",
        "DTSTART;TZID=America/Guatemala:20260314T090000",
        "DTEND;TZID=America/Guatemala:20260314T113000",
        "DTSTAMP:20260201T150005Z",
        "UID:0198c2@convoca.example",
        "SEQUENCE:3",
        (
            "ATTENDEE;CN=ana@convoca.example;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT"
            ":mailto:ana@convoca.example"
        ),
        "LAST-MODIFIED:20260201T150005Z",
        'ORGANIZER;CN="Convoca: agenda":mailto:agenda@convoca.example',
        "STATUS:CANCELLED",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@settings(deadline=None)
@given(any_title)
def test_any_title_reaches_the_reader_and_never_changes_on_its_way(title: str) -> None:
    entry = msgspec.structs.replace(ENTRY, title=title, location=title, description=title)
    face = CalendarFace(name=title, description=title)
    invitee = Invitee(email="ana@convoca.example", name=title)
    subscribed = feed(face, [vevent(entry)], {entry.zone})
    invited = invitation(entry, organizer=ORGANIZER, invitee=invitee)
    assert subscribed == feed(face, [vevent(entry)], {entry.zone})
    for calendar in (subscribed, invited):
        assert [event.summary for event in libical.events(calendar)] == [one_line(title) or "—"]
        assert libical.complaints(calendar) == []


@settings(deadline=None)
@given(any_title)
def test_no_line_is_longer_than_75_octets_or_breaks_a_character(title: str) -> None:
    entry = msgspec.structs.replace(ENTRY, title=title, location=title, categories=(title,))
    rendered = feed(CalendarFace(name=title), [vevent(entry)], {entry.zone})
    lines = rendered.removesuffix(b"\r\n").split(b"\r\n")
    assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
    assert "".join(line.decode() for line in lines) == b"".join(lines).decode()
