"""An event as calendars write it."""

from datetime import datetime

from events.planning.domain.agenda import Event
from events.planning.domain.ical import CalendarEntry


def entry(
    event: Event,
    *,
    status: str,
    base_url: str,
    changed_at: datetime | None = None,
    public: bool = False,
) -> CalendarEntry:
    """The event in public wording; `public` also leaves out what only those who help may know.

    `status` is TENTATIVE, CONFIRMED or CANCELLED. `changed_at` is the revision where something
    other than the event itself, such as an answer, changed later.
    """
    hidden = bool(event.venue_confidential)
    return CalendarEntry(
        uid=event.uid,
        sequence=event.sequence,
        changed_at=max(event.changed_at, changed_at or event.changed_at),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        zone=event.zone,
        title=event.public_title,
        status=status,
        location=event.public_place if public else event.place,
        latitude=None if public and hidden else event.latitude,
        longitude=None if public and hidden else event.longitude,
        url=f"{base_url}/agenda/{event.id}" if event.public else "",
        meeting_url="" if public else event.meeting_url,
    )
