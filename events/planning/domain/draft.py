"""What a coordinator writes down about an event."""

from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain.event import Event, Material

MODALITIES: Final = ("in_person", "virtual", "blended")


class EventDraft(Struct, frozen=True, kw_only=True):
    """An event as it is written down; an empty public title means the neutral one.

    `details` are the answers to its kind's own questions, `cost` is in quetzales. `template` is the
    one it was planned from, as long as there is one.
    """

    title: str
    kind: str
    municipality: str
    starts_at: datetime
    ends_at: datetime
    public_title: str = ""
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    venue: UUID | None = None
    venue_overlap_reason: str = ""
    modality: str = "in_person"
    meeting_url: str = ""
    zone: str = "America/Guatemala"
    capacity: int | None = None
    project: str = "general"
    programme: UUID | None = None
    programme_position: int | None = None
    template: UUID | None = None
    details: dict[str, str] = {}
    materials: tuple[Material, ...] = ()
    cost: Decimal | None = None
    travel_note: str = ""
    notes: str = ""


def as_draft(event: Event) -> EventDraft:
    """The draft that an event was, or could have been, written down from.

    The reason to share a venue is left out: it belongs to the place and time it was given for.
    """
    known = {
        name: getattr(event, name)
        for name in EventDraft.__struct_fields__
        if name in Event.__struct_fields__
    }
    told = {
        "public_title": event.chosen_title,
        "project": event.project_slug,
        "venue_overlap_reason": "",
    }
    return msgspec.convert({**known, **told}, EventDraft)
