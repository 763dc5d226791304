"""What is said of an event, field by field, so that an import reads the same event from it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from events.planning.domain.event import Event
from server.foundation.translation import gettext as _
from server.foundation.translation import later

MODALITIES: Final = {
    "in_person": later("Presencial"),
    "virtual": later("Virtual"),
    "blended": later("Mixta"),
}
STATUSES: Final = {
    "draft": later("Borrador"),
    "published": later("Publicada"),
    "closed": later("Cerrada"),
    "cancelled": later("Cancelada"),
}


class Names(Struct, frozen=True):
    """What people call topics, audiences and projects, by their codes."""

    topics: Mapping[str, str]
    audiences: Mapping[str, str]
    projects: Mapping[str, str]


def in_words(event: Event, names: Names) -> dict[str, str]:
    """The event as a person reads it; the fields are those of the columns of imports."""
    return {
        **_shared(event),
        **_times(event),
        "title": event.title,
        "kind": event.kind_name,
        "municipality": event.municipality_name,
        "modality": _(MODALITIES[event.modality]),
        "topics": _several(event.topics, names.topics),
        "audiences": _several(event.audiences, names.audiences),
        "project": names.projects.get(event.project_slug, event.project_slug),
        "status": _(STATUSES[event.status]),
        "uid": event.uid,
    }


def in_codes(event: Event, projects: Mapping[str, str]) -> dict[str, str]:
    """What a calendar of ours says beside its standard properties; empty values are left out."""
    told = {
        **_shared(event),
        "kind": event.kind,
        "municipality": event.municipality,
        "zone": event.zone,
        "modality": event.modality,
        "topics": "; ".join(event.topics),
        "audiences": "; ".join(event.audiences),
        "project": event.project_slug,
        "project_name": projects.get(event.project_slug, ""),
        "status": event.status,
        "reason": event.cancellation_reason or "",
        "sequence": str(event.sequence),
        "created_at": event.created_at.isoformat(),
        "published_at": event.published_at.isoformat() if event.published_at else "",
        "overlap": event.venue_overlap_reason or "",
        "place": _place(event),
    }
    return {name: value for name, value in told.items() if value}


def _shared(event: Event) -> dict[str, str]:
    materials = (f"{it.label} | {it.link} | {it.version}".rstrip(" |") for it in event.materials)
    return {
        "public_title": event.chosen_title,
        "venue": event.venue_name or "",
        "meeting_url": event.meeting_url,
        "capacity": "" if event.capacity is None else str(event.capacity),
        "cost": "" if event.cost is None else f"{event.cost:.2f}",
        "travel_note": event.travel_note,
        "details": "\n".join(f"{name}: {answer}" for name, answer in event.details.items()),
        "materials": "\n".join(materials),
        "notes": event.notes,
        "changed_at": event.changed_at.isoformat(),
    }


def _times(event: Event) -> dict[str, str]:
    zone = ZoneInfo(event.zone)
    starts, ends = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    return {
        "date": starts.date().isoformat(),
        "start": hour(starts),
        "end": hour(ends),
        "end_date": "" if starts.date() == ends.date() else ends.date().isoformat(),
        "zone": event.zone,
    }


def hour(moment: datetime) -> str:
    """Such as «09:00»; in full where that would be too little, as when clocks go back."""
    twice = moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()
    if twice or moment.second or moment.microsecond:
        return moment.isoformat()
    return f"{moment:%H:%M}"


def _several(codes: Sequence[str], names: Mapping[str, str]) -> str:
    return "; ".join(names.get(code, code) for code in codes)


def _place(event: Event) -> str:
    """The venue, for a house that does not know it yet."""
    if event.venue is None:
        return ""
    told = {
        "address": event.venue_address or "",
        "confidential": bool(event.venue_confidential),
        "latitude": event.latitude,
        "longitude": event.longitude,
    }
    return msgspec.json.encode(told).decode()
