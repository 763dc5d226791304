"""Events as programs write and read them; the names are those of the API."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from events.planning.domain import quetzales
from events.planning.domain.draft import EventDraft
from events.planning.domain.event import Event, Material

Moment = Annotated[datetime, Meta(tz=True, description="RFC 3339, with offset")]
Title = Annotated[str, Meta(min_length=1, max_length=200)]
PublicTitle = Annotated[
    str,
    Meta(
        max_length=200,
        description="Empty: the title, or only the kind's name where a topic demands discretion",
    ),
]
Reason = Annotated[
    str, Meta(max_length=200, description="Why two events may share the venue at one time")
]
Address = Annotated[str, Meta(max_length=500, description="https; needed unless in person")]
Zone = Annotated[
    str,
    Meta(
        max_length=64,
        description="IANA zone on whose clocks the event is shown; changing it moves nothing",
    ),
]
Capacity = Annotated[int, Meta(ge=1, le=100_000)] | None
Position = Annotated[int, Meta(ge=1, le=200, description="Which session of the programme")] | None
Template = (
    Annotated[UUID, Meta(description="That it was planned from: its team is usual for the event")]
    | None
)
Details = Annotated[
    dict[str, str],
    Meta(
        description="Answers to the kind's own questions by name, such as film and rating;"
        " one that the kind does not ask is refused, an empty one is dropped"
    ),
]
Cost = (
    Annotated[
        str, Meta(pattern=r"^[0-9]{1,8}(\.[0-9]{1,2})?$", description="Quetzales, as in 1250.50")
    ]
    | None
)
TravelNote = Annotated[str, Meta(max_length=300)]
Notes = Annotated[str, Meta(max_length=2000)]


class MaterialRecord(Struct, frozen=True, kw_only=True):
    """Something to bring or to hand out; a link is https or http."""

    label: Annotated[str, Meta(min_length=1, max_length=120)]
    link: Annotated[str, Meta(max_length=500)] = ""
    version: Annotated[str, Meta(max_length=40)] = ""


Materials = Annotated[list[MaterialRecord], Meta(max_length=20)]


class EventWritten(Struct, frozen=True, kw_only=True):
    """An event as a program writes it down; what is left out has its usual value."""

    title: Title
    kind: str
    municipality: Annotated[str, Meta(description="INE code")]
    starts_at: Moment
    ends_at: Moment
    public_title: PublicTitle = ""
    topics: list[str] = []
    audiences: list[str] = []
    venue: UUID | None = None
    venue_overlap_reason: Reason = ""
    modality: str = "in_person"
    meeting_url: Address = ""
    zone: Zone = "America/Guatemala"
    capacity: Capacity = None
    project: str = "general"
    programme: UUID | None = None
    programme_position: Position = None
    template: Template = None
    details: Details = {}
    materials: Materials = []
    cost: Cost = None
    travel_note: TravelNote = ""
    notes: Notes = ""


class EventChanged(Struct, frozen=True, kw_only=True):
    """What is to change of an event; what is left out stays.

    Answers to questions that another kind does not ask go when the kind changes.
    """

    title: Title | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    municipality: str | UnsetType = UNSET
    starts_at: Moment | UnsetType = UNSET
    ends_at: Moment | UnsetType = UNSET
    public_title: PublicTitle | UnsetType = UNSET
    topics: list[str] | UnsetType = UNSET
    audiences: list[str] | UnsetType = UNSET
    venue: UUID | None | UnsetType = UNSET
    venue_overlap_reason: Reason | UnsetType = UNSET
    modality: str | UnsetType = UNSET
    meeting_url: Address | UnsetType = UNSET
    zone: Zone | UnsetType = UNSET
    capacity: Capacity | UnsetType = UNSET
    project: str | UnsetType = UNSET
    programme: UUID | None | UnsetType = UNSET
    programme_position: Position | UnsetType = UNSET
    template: Template | UnsetType = UNSET
    details: Details | UnsetType = UNSET
    materials: Materials | UnsetType = UNSET
    cost: Cost | UnsetType = UNSET
    travel_note: TravelNote | UnsetType = UNSET
    notes: Notes | UnsetType = UNSET


class EventRead(Struct, frozen=True, kw_only=True):
    """An event as a program reads it.

    Only programs that plan read `meeting_url`, `venue_overlap_reason`, `details`, `materials`,
    `cost`, `travel_note`, `notes` and a confidential `venue`: for others they are empty. Others
    see no drafts either.
    """

    id: UUID
    uid: str
    title: str
    public_title: str
    kind: str
    topics: list[str]
    audiences: list[str]
    municipality: str
    venue: UUID | None
    venue_overlap_reason: str
    modality: str
    meeting_url: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    capacity: int | None
    project: str
    programme: UUID | None
    programme_position: int | None
    template: Template
    series: Annotated[UUID | None, Meta(description="Read only: the series that it repeats in")]
    occurrence: Annotated[
        str | None, Meta(description="Read only: which occurrence of its series it is")
    ]
    details: dict[str, str]
    materials: list[MaterialRecord]
    cost: Annotated[str | None, Meta(description="Quetzales, such as 1250.50")]
    travel_note: str
    notes: str
    status: Annotated[str, Meta(description="draft, published, closed or cancelled")]
    cancellation_reason: str | None
    sequence: Annotated[int, Meta(description="Counts changes of time and place, as in calendars")]
    changed_at: datetime


# What programs that do not plan read instead.
WITHHELD: Final[dict[str, Any]] = {
    "meeting_url": "",
    "venue_overlap_reason": "",
    "details": {},
    "materials": [],
    "cost": None,
    "travel_note": "",
    "notes": "",
}


def draft(data: EventWritten) -> EventDraft:
    """The draft that a program wrote down."""
    return msgspec.convert(_worded(msgspec.structs.asdict(data)), EventDraft)


def changed(before: EventDraft, data: EventChanged) -> EventDraft:
    """The draft with what is to change of it."""
    given = msgspec.structs.asdict(data).items()
    changes = _worded({name: value for name, value in given if value is not UNSET})
    return msgspec.convert({**msgspec.structs.asdict(before), **changes}, EventDraft)


def read(event: Event, *, whole: bool = True) -> EventRead:
    """The event as programs read it; `whole` for those that plan."""
    known: dict[str, Any] = {
        name: getattr(event, name)
        for name in EventRead.__struct_fields__
        if name in event.__struct_fields__
    }
    told = {
        "project": event.project_slug,
        "venue_overlap_reason": event.venue_overlap_reason or "",
        "cost": quetzales.plain(event.cost) if event.cost is not None else None,
        "materials": [
            MaterialRecord(**msgspec.structs.asdict(material)) for material in event.materials
        ],
    }
    hidden: dict[str, Any] = {} if whole else dict(WITHHELD)
    if not whole and event.venue_confidential:
        hidden["venue"] = None
    return EventRead(**{**known, **told, **hidden})


def _worded(fields: dict[str, Any]) -> dict[str, Any]:
    """Records as the domain has them."""
    worded: dict[str, Any] = {}
    if fields.get("materials"):
        worded["materials"] = [Material(**msgspec.structs.asdict(it)) for it in fields["materials"]]
    if fields.get("cost"):
        worded["cost"] = Decimal(fields["cost"])
    return {**fields, **worded}
