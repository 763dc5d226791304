"""An event as programs that read pages understand it (schema.org Event), in public words only."""

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from events.planning.domain.event import Event

SCHEMA: Final = "https://schema.org"
ATTENDANCE: Final = {
    "in_person": "OfflineEventAttendanceMode",
    "virtual": "OnlineEventAttendanceMode",
    "blended": "MixedEventAttendanceMode",
}


def structured(
    event: Event, *, page: str, organiser: str, house: str, moved_from: datetime | None = None
) -> dict[str, Any]:
    """The event for a `<script type="application/ld+json">`.

    `page` is its public address, `organiser` who invites, `house` their address; `moved_from` is
    when it was to begin before it was moved. Discreet events have no description at all.
    """
    told = {
        "@context": SCHEMA,
        "@type": "Event",
        "@id": page,
        "url": page,
        "name": event.public_title,
        "startDate": _moment(event.starts_at, event.zone),
        "endDate": _moment(event.ends_at, event.zone),
        "eventStatus": f"{SCHEMA}/{_status(event, moved_from)}",
        "eventAttendanceMode": f"{SCHEMA}/{ATTENDANCE[event.modality]}",
        "location": _location(event, page),
        "organizer": {"@type": "Organization", "name": organiser, "url": house},
        "isAccessibleForFree": True,
        "inLanguage": "es",
    }
    if moved_from and event.status != "cancelled":
        told["previousStartDate"] = _moment(moved_from, event.zone)
    if not event.discreet:
        told["description"] = f"{event.kind_name}. {event.public_title}"
    return told


def _status(event: Event, moved_from: datetime | None) -> str:
    if event.status == "cancelled":
        return "EventCancelled"
    return "EventRescheduled" if moved_from else "EventScheduled"


def _moment(moment: datetime, zone: str) -> str:
    """With the offset of the place where it happens."""
    return moment.astimezone(ZoneInfo(zone)).isoformat()


def _location(event: Event, page: str) -> Any:
    # The meeting's own address is for those who take part: the page says how to.
    online = {"@type": "VirtualLocation", "url": page}
    if event.modality == "virtual":
        return online
    return [_place(event), online] if event.modality == "blended" else _place(event)


def _place(event: Event) -> dict[str, Any]:
    """The venue; of a confidential one only the municipality."""
    address = {
        "@type": "PostalAddress",
        "addressLocality": event.municipality_name,
        "addressCountry": "GT",
    }
    if event.venue_name is None or event.venue_confidential:
        return {"@type": "Place", "name": event.municipality_name, "address": address}
    street = {"streetAddress": event.venue_address} if event.venue_address else {}
    place = {"@type": "Place", "name": event.venue_name, "address": {**address, **street}}
    if event.latitude is None or event.longitude is None:
        return place
    geo = {"@type": "GeoCoordinates", "latitude": event.latitude, "longitude": event.longitude}
    return {**place, "geo": geo}
