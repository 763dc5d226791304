"""An event as calendars write it."""

from datetime import datetime

from events.planning.domain import public_agenda
from events.planning.domain.event import Event
from events.planning.domain.ical import CalendarEntry
from server.foundation.translation import gettext as _


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
    page = f"{base_url}/agenda/{event.id}" if public_agenda.is_open(event) else ""
    return CalendarEntry(
        uid=event.uid,
        sequence=event.sequence,
        changed_at=max(event.changed_at, changed_at or event.changed_at),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        zone=event.zone,
        title=event.public_title,
        status=status,
        location=_location(event, public=public),
        latitude=None if public and hidden else event.latitude,
        longitude=None if public and hidden else event.longitude,
        # Google shows the description and no URL.
        description=_("Más información: %(address)s", address=page) if public and page else "",
        url=page,
        meeting_url="" if public else event.meeting_url,
    )


def _location(event: Event, *, public: bool) -> str:
    if event.modality == "virtual":
        return _("En línea")
    return event.public_place if public else event.place
