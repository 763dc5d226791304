"""The agenda as a calendar that an import reads the very same events from."""

from collections.abc import Mapping, Sequence

from icalendar import Event as Component

from events.planning.domain.event import Event
from events.planning.domain.exports.cells import in_codes
from events.planning.domain.ical import CalendarEntry, CalendarFace, feed, vevent
from events.planning.domain.ical_text import text
from events.planning.domain.imports.ics_file import OURS

STATUS = {"draft": "TENTATIVE", "cancelled": "CANCELLED"}
END = b"END:VEVENT\r\n"


def calendar_file(
    events: Sequence[Event], face: CalendarFace, projects: Mapping[str, str]
) -> bytes:
    """A calendar of these events for those who plan them; the same events give the same bytes.

    `projects` are names by their codes.
    """
    zones = {event.zone for event in events}
    return feed(face, [_vevent(event, projects) for event in events], zones)


def _vevent(event: Event, projects: Mapping[str, str]) -> bytes:
    """The standard properties, and ours for what they have no room for (RFC 5545 §3.8.8.2)."""
    own = Component()
    for name, value in in_codes(event, projects).items():
        own[OURS + name.upper().replace("_", "-")] = text(value)
    rendered: bytes = own.to_ical()
    lines = rendered.removeprefix(b"BEGIN:VEVENT\r\n").removesuffix(END)
    return vevent(_entry(event)).removesuffix(END) + lines + END


def _entry(event: Event) -> CalendarEntry:
    return CalendarEntry(
        uid=event.uid,
        sequence=event.sequence,
        changed_at=event.changed_at,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        zone=event.zone,
        title=event.title,
        status=STATUS.get(event.status, "CONFIRMED"),
        location=event.place,
        latitude=event.latitude,
        longitude=event.longitude,
        description=event.notes,
        meeting_url=event.meeting_url,
        categories=(event.kind_name,),
    )
