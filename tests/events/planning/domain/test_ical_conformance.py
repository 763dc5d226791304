"""libical and ical.js accept what we write, and read the right instants from it."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from icalendar import Calendar

from events.planning.domain.ical import (
    CalendarEntry,
    CalendarFace,
    cancellation,
    feed,
    invitation,
    vevent,
)
from server.foundation.plain_text import one_line
from tests.support import icaljs, libical
from tests.support.calendar_cast import ENTRY, INVITEE, ORGANIZER

FACE = CalendarFace(name="Agenda municipal")  # ical.js does not know NAME, nor its escapes

ZONES = (
    "America/Guatemala",
    "America/New_York",
    "America/Santiago",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Etc/UTC",
    "UTC",
)
TITLES = (
    r"C:\Nuevo\nota; \, y \\;",
    "Reunión 🎭 " * 45,
    "Uno\r\ndos\x00\x0b\x1f\x7f\ttres",
    'Foro: "voces", ^n y más',
    "\x00",
    "ñ🎭" * 250,
    "SinEspacios" * 46,
    "Con, comas; y \\ barras. " * 22,
)


def _feed(*entries: CalendarEntry) -> bytes:
    zones = {entry.zone for entry in entries}
    return feed(FACE, [vevent(entry) for entry in entries], zones)


def _around_every_change(zone: str) -> list[CalendarEntry]:
    """Hourly on the days when New York, Santiago, Dublin, … change, and monthly between."""
    days = (
        *(datetime(2026, month, 1, tzinfo=UTC) for month in range(1, 13)),
        datetime(2026, 2, 15, tzinfo=UTC),
        datetime(2026, 3, 8, tzinfo=UTC),
        datetime(2026, 3, 22, tzinfo=UTC),
        datetime(2026, 3, 29, tzinfo=UTC),
        datetime(2026, 4, 4, 12, tzinfo=UTC),
        datetime(2026, 10, 3, 12, tzinfo=UTC),
        datetime(2026, 10, 25, tzinfo=UTC),
        datetime(2027, 12, 31, 18, tzinfo=UTC),
    )
    starts = [day + timedelta(hours=hour) for day in days for hour in range(16)]
    return [
        msgspec.structs.replace(
            ENTRY, zone=zone, starts_at=start, ends_at=start + timedelta(minutes=90)
        )
        for start in starts
    ]


def test_libical_accepts_feed_invitation_and_cancellation() -> None:
    cancelled = msgspec.structs.replace(ENTRY, status="CANCELLED", sequence=4)
    tentative = msgspec.structs.replace(ENTRY, status="TENTATIVE")
    calendars = {
        "feed": _feed(ENTRY, cancelled, tentative),
        "empty feed": _feed(),
        "every zone": _feed(*(msgspec.structs.replace(ENTRY, zone=zone) for zone in ZONES)),
        "invitation": invitation(ENTRY, organizer=ORGANIZER, invitee=INVITEE),
        "tentative": invitation(tentative, organizer=ORGANIZER, invitee=INVITEE),
        "cancellation": cancellation(cancelled, organizer=ORGANIZER, invitee=INVITEE),
    }
    assert {name: libical.complaints(calendar) for name, calendar in calendars.items()} == {
        name: [] for name in calendars
    }


@pytest.mark.parametrize(
    ("missing", "complaint"),
    [
        ("ORGANIZER", "Failed iTIP restrictions for ORGANIZER property."),
        ("ATTENDEE", "Failed iTIP restrictions for ATTENDEE property."),
        ("SUMMARY", "Failed iTIP restrictions for SUMMARY property."),
        ("DTSTAMP", "Failed iTIP restrictions for DTSTAMP property."),
    ],
)
def test_libical_refuses_an_invitation_without_what_itip_demands(
    missing: str, complaint: str
) -> None:
    calendar = Calendar.from_ical(invitation(ENTRY, organizer=ORGANIZER, invitee=INVITEE))
    del calendar.events[0][missing]
    assert [found[: len(complaint)] for found in libical.complaints(calendar.to_ical())] == [
        complaint
    ]


def test_libical_refuses_the_time_zone_that_icalendar_would_have_added() -> None:
    calendar = Calendar.from_ical(_feed(ENTRY))
    calendar.subcomponents = list(calendar.events)
    calendar.add_missing_timezones()
    assert "COMMENT" in calendar.timezones[0]
    assert libical.complaints(calendar.to_ical()) != []


def test_libical_reports_a_line_that_is_not_icalendar() -> None:
    broken = _feed(ENTRY).replace(b"SEQUENCE:3", b"SEQUENCE;X:\x01tres")
    assert libical.complaints(broken) != []


def test_thunderbird_reads_feed_invitation_and_cancellation() -> None:
    cancelled = msgspec.structs.replace(ENTRY, status="CANCELLED", sequence=4)
    subscribed, invited, called_off = icaljs.read(
        _feed(ENTRY),
        invitation(ENTRY, organizer=ORGANIZER, invitee=INVITEE),
        cancellation(cancelled, organizer=ORGANIZER, invitee=INVITEE),
    )
    seen = icaljs.Event(
        uid="0198c2@convoca.example",
        sequence=3,
        status="CONFIRMED",
        summary="Taller, con familias",
        location="Salón municipal; Jocotán",
        description="Llegar temprano.\nTraer lápiz.\n\nhttps://reunion.example/a,b",
        conference="https://reunion.example/a,b",
        categories=["Taller", "Crianza familia"],
        attendees=[],
        starts=icaljs.Instant("America/Guatemala", ENTRY.starts_at.timestamp()),
        ends=icaljs.Instant("America/Guatemala", ENTRY.ends_at.timestamp()),
    )
    asked = msgspec.structs.replace(seen, attendees=["mailto:ana+rac@convoca.example"])
    told = msgspec.structs.replace(asked, status="CANCELLED", sequence=4)
    zones = ["America/Guatemala"]
    assert subscribed == icaljs.Calendar(
        "Agenda municipal", None, icaljs.Refresh("duration", "PT1H"), zones, [seen]
    )
    assert invited == icaljs.Calendar(None, "REQUEST", None, zones, [asked])
    assert called_off == icaljs.Calendar(None, "CANCEL", None, zones, [told])


def test_both_readers_find_every_instant_in_every_zone() -> None:
    planned = {zone: _around_every_change(zone) for zone in ZONES}
    feeds = [_feed(*entries) for entries in planned.values()]
    wanted = [[(entry.starts_at, entry.ends_at) for entry in each] for each in planned.values()]
    thunderbird = [
        [(event.starts.time, event.ends.time) for event in calendar.events]
        for calendar in icaljs.read(*feeds)
    ]
    gnome = [[(event.starts_at, event.ends_at) for event in libical.events(each)] for each in feeds]
    assert thunderbird == wanted
    assert gnome == wanted


def test_both_readers_believe_the_zone_that_the_calendar_describes() -> None:
    moved = _feed(ENTRY).replace(b"TZOFFSETTO:-0600", b"TZOFFSETTO:-0700")
    an_hour_later = ENTRY.starts_at + timedelta(hours=1)
    assert icaljs.read(moved)[0].events[0].starts.time == an_hour_later
    assert libical.events(moved)[0].starts_at == an_hour_later


def test_both_readers_see_the_titles_that_were_typed() -> None:
    calendar = _feed(*(msgspec.structs.replace(ENTRY, title=title) for title in TITLES))
    said = [one_line(title) or "—" for title in TITLES]
    assert [event.summary for event in icaljs.read(calendar)[0].events] == said
    assert [event.summary for event in libical.events(calendar)] == said
