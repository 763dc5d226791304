"""Writing events as iCalendar (RFC 5545, 5546, 7986), the only place that does.

An entry has the same bytes on every rendering, and the same identity wherever it is read.
"""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDatetime, vInt
from icalendar.prop import vInline
from msgspec import Struct

from events.planning.domain.ical_text import categories, text, uri
from events.planning.domain.ical_zone import vtimezone
from server.foundation.plain_text import one_line, paragraphs

_END = b"END:VCALENDAR\r\n"
_YEAR = re.compile(rb"\nDT(?:START|END)[^:\r]*:(\d{4})")
_ANY_YEAR = 2026  # an empty feed still describes its zone: RFC 5545 §3.6 wants one component


class CalendarEntry(Struct, frozen=True, kw_only=True):
    """One event as a calendar shows it; what it may say to whom was decided before."""

    uid: str  # stored, opaque, the same in feed, invitation and download
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    zone: str  # IANA
    title: str
    status: str  # TENTATIVE, CONFIRMED or CANCELLED
    location: str = ""
    latitude: float | None = None
    longitude: float | None = None
    description: str = ""
    url: str = ""
    meeting_url: str = ""
    categories: tuple[str, ...] = ()


class CalendarFace(Struct, frozen=True, kw_only=True):
    """What a subscriber sees of the calendar itself."""

    name: str
    description: str = ""
    locale: str = "es"
    zone: str = "America/Guatemala"


class Organizer(Struct, frozen=True, kw_only=True):
    """Whose mailbox sends the invitation, and is read."""

    email: str
    name: str


class Invitee(Struct, frozen=True, kw_only=True):
    """The only person that an invitation names."""

    email: str
    name: str


def vevent(entry: CalendarEntry) -> bytes:
    """One VEVENT component, to be cached by event, revision, locale and audience."""
    return _render(_event(entry))


def feed(face: CalendarFace, vevents: Sequence[bytes], zones: Collection[str]) -> bytes:
    """A calendar without METHOD, so that DTSTAMP is the last change and the bytes stay still.

    `zones` are those of the entries rendered in `vevents`.
    """
    calendar = _calendar()
    calendar["NAME"] = text(_title(face.name), LANGUAGE=face.locale)
    calendar["X-WR-CALNAME"] = text(_title(face.name))
    if described := paragraphs(face.description):
        calendar["DESCRIPTION"] = text(described, LANGUAGE=face.locale)
        calendar["X-WR-CALDESC"] = text(described)
    calendar["X-WR-TIMEZONE"] = vInline(face.zone)
    calendar["REFRESH-INTERVAL"] = vInline("PT1H", params={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vInline("PT1H")
    return _join(calendar, vevents, {face.zone, *zones})


def single(entry: CalendarEntry) -> bytes:
    """One event to take along; without METHOD, and with the identity that it has in feeds."""
    return _join(_calendar(), [vevent(entry)], {entry.zone})


def invitation(
    entry: CalendarEntry, *, organizer: Organizer, invitee: Invitee, accepted: bool = False
) -> bytes:
    """An iTIP REQUEST (RFC 5546 §3.2.2) that asks one person to answer, unless they said yes.

    Raises ValueError for a cancelled entry, to which nobody can be invited.
    """
    if entry.status == "CANCELLED":
        raise ValueError("A cancelled event cannot be an invitation.")
    asked = {"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
    event = _addressed(
        entry, organizer, invitee, **({"PARTSTAT": "ACCEPTED"} if accepted else asked)
    )
    return _join(_calendar(METHOD="REQUEST"), [_render(event)], {entry.zone})


def cancellation(entry: CalendarEntry, *, organizer: Organizer, invitee: Invitee) -> bytes:
    """An iTIP CANCEL (RFC 5546 §3.2.5); `entry.sequence` must already have risen."""
    event = _addressed(entry, organizer, invitee)
    event["STATUS"] = vInline("CANCELLED")
    return _join(_calendar(METHOD="CANCEL"), [_render(event)], {entry.zone})


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event["UID"] = text(entry.uid)
    event["SEQUENCE"] = vInt(entry.sequence)
    event["DTSTAMP"] = event["LAST-MODIFIED"] = vDatetime(entry.changed_at.astimezone(UTC))
    event["DTSTART"] = _local(entry.starts_at, entry.zone)
    event["DTEND"] = _local(entry.ends_at, entry.zone)
    event["SUMMARY"] = text(_title(entry.title))
    event["STATUS"] = vInline(entry.status)
    event.update({key: value for key, value in _details(entry).items() if value})
    if entry.latitude is not None and entry.longitude is not None:
        event.update(_position(entry.location, entry.latitude, entry.longitude))
    return event


def _title(words: str) -> str:
    """Never empty: RFC 5546 §3.2.2 wants a SUMMARY, and libical drops one that says nothing."""
    return one_line(words) or "—"


def _local(instant: datetime, zone: str) -> vDatetime | vInline:
    """Local time with TZID; in UTC where the clocks go back and that hour happens twice.

    UTC itself never has a TZID: libical would take it for floating time.
    """
    local = instant.astimezone(ZoneInfo(zone))
    if zone == "UTC" or local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset():
        return vDatetime(instant.astimezone(UTC))
    return vInline(f"{local:%Y%m%dT%H%M%S}", params={"TZID": zone})


def _details(entry: CalendarEntry) -> dict[str, vInline]:
    """What is left out when there is nothing to say."""
    return {
        "LOCATION": text(one_line(entry.location)),
        "DESCRIPTION": text(_description(entry)),
        "URL": uri(entry.url),
        "CONFERENCE": uri(entry.meeting_url, VALUE="URI", FEATURE=["AUDIO", "VIDEO"]),
        "CATEGORIES": categories(entry.categories),
    }


def _description(entry: CalendarEntry) -> str:
    """Few programs show CONFERENCE, so the meeting's address is repeated where all look."""
    if entry.meeting_url in entry.description:
        return paragraphs(entry.description)
    return paragraphs(f"{entry.description}\n\n{entry.meeting_url}")


def _position(location: str, latitude: float, longitude: float) -> dict[str, vInline]:
    """The pin on the map; Apple wants a name on it (quoted text cannot break a line)."""
    pin = {"VALUE": "URI", "X-TITLE": _title(location)}
    return {
        "GEO": vInline(f"{latitude:.6f};{longitude:.6f}"),
        "X-APPLE-STRUCTURED-LOCATION": vInline(f"geo:{latitude:.6f},{longitude:.6f}", params=pin),
    }


def _addressed(
    entry: CalendarEntry,
    organizer: Organizer,
    invitee: Invitee,
    **asked: str,
) -> Event:
    event = _event(entry)
    event["ORGANIZER"] = _address(organizer)
    event["ATTENDEE"] = _address(invitee, CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT", **asked)
    return event


def _address(who: Organizer | Invitee, **parameters: str) -> vInline:
    return uri(f"mailto:{who.email}", CN=one_line(who.name) or who.email, **parameters)


def _calendar(**properties: str) -> Calendar:
    calendar = Calendar()
    calendar["VERSION"] = vInline("2.0")
    calendar["PRODID"] = vInline("-//Convoca//Convoca//ES")
    calendar["CALSCALE"] = vInline("GREGORIAN")
    for key, value in properties.items():
        calendar[key] = vInline(value)
    return calendar


def _join(calendar: Calendar, vevents: Sequence[bytes], zones: Collection[str]) -> bytes:
    years = [int(year) for rendered in vevents for year in _YEAR.findall(rendered)] or [_ANY_YEAR]
    described = [vtimezone(zone, min(years), max(years)) for zone in sorted(zones)]
    return b"".join([_render(calendar).removesuffix(_END), *described, *vevents, _END])


def _render(component: Calendar | Event) -> bytes:
    rendered: bytes = component.to_ical()
    return rendered
