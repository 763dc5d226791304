"""Events for programs: `/api/v1/events`."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType

from events.planning.domain import agenda, planning
from events.planning.domain.draft import EventDraft
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.guards import may
from server.web.requests import Visit, signed_in

PAGE = 100
EVER = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
Moment = Annotated[datetime, Meta(tz=True, description="RFC 3339, with offset")]


class EventWritten(Struct, frozen=True, kw_only=True):
    """An event as a program writes it down; what is left out has its usual value."""

    title: Annotated[str, Meta(min_length=1, max_length=200)]
    kind: str
    municipality: Annotated[str, Meta(description="INE code")]
    starts_at: Moment
    ends_at: Moment
    public_title: Annotated[str, Meta(max_length=200)] = ""
    topics: list[str] = []
    audiences: list[str] = []
    venue: UUID | None = None
    venue_overlap_reason: Annotated[str, Meta(max_length=200)] = ""
    modality: str = "in_person"
    meeting_url: Annotated[str, Meta(max_length=500)] = ""
    zone: Annotated[str, Meta(max_length=64)] = "America/Guatemala"
    capacity: Annotated[int, Meta(ge=1, le=100_000)] | None = None
    project: str = "general"
    notes: Annotated[str, Meta(max_length=2000)] = ""


class EventChanged(Struct, frozen=True, kw_only=True):
    """What is to change of an event; what is left out stays."""

    title: Annotated[str, Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    municipality: str | UnsetType = UNSET
    starts_at: Moment | UnsetType = UNSET
    ends_at: Moment | UnsetType = UNSET
    public_title: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET
    topics: list[str] | UnsetType = UNSET
    audiences: list[str] | UnsetType = UNSET
    venue: UUID | None | UnsetType = UNSET
    venue_overlap_reason: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET
    modality: str | UnsetType = UNSET
    meeting_url: Annotated[str, Meta(max_length=500)] | UnsetType = UNSET
    zone: Annotated[str, Meta(max_length=64)] | UnsetType = UNSET
    capacity: Annotated[int, Meta(ge=1, le=100_000)] | None | UnsetType = UNSET
    project: str | UnsetType = UNSET
    notes: Annotated[str, Meta(max_length=2000)] | UnsetType = UNSET


class EventRead(Struct, frozen=True, kw_only=True):
    """An event as a program reads it."""

    id: UUID
    uid: str
    title: str
    public_title: str
    kind: str
    topics: list[str]
    audiences: list[str]
    municipality: str
    venue: UUID | None
    modality: str
    meeting_url: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    capacity: int | None
    project: str
    status: str
    cancellation_reason: str | None
    sequence: int
    changed_at: datetime


class EventPage(Struct, frozen=True):
    """Some events by time; `next` is the cursor of the rest."""

    items: list[EventRead]
    next: str | None


class Cancellation(Struct, frozen=True):
    """Why an event is called off: rain, roadblock, security, facilitator, venue or other."""

    reason: str


class EventApi(Controller):
    """Planning for programs."""

    path = "/api/v1/events"
    tags = ("events",)

    @get(guards=[may("read")])
    async def events(
        self,
        start: FromQuery[datetime | None] = None,
        end: FromQuery[datetime | None] = None,
        municipality: FromQuery[str | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> EventPage:
        """Events that overlap [start, end), a page at a time."""
        places = [municipality] if municipality else None
        begin = _aware("start", start) or EVER
        until = _aware("end", end) or now() + timedelta(days=3650)
        found = await agenda.page(
            begin, until, municipalities=places, after=_cursor(cursor), most=PAGE
        )
        return EventPage([read(event) for event in found.events], found.next)

    @post(guards=[may("plan")])
    async def plan(self, request: Visit, data: JSONBody[EventWritten]) -> EventRead:
        """Plan an event; it starts as a draft."""
        draft = msgspec.convert(msgspec.structs.asdict(data), EventDraft)
        event = await planning.plan(draft, by=signed_in(request), at=now())
        return read(await agenda.event(event))

    @get("/{event_id:uuid}", guards=[may("read")])
    async def event(self, event_id: FromPath[UUID]) -> EventRead:
        """One event."""
        return read(await agenda.event(event_id))

    @patch("/{event_id:uuid}", guards=[may("plan")])
    async def change(
        self, request: Visit, event_id: FromPath[UUID], data: JSONBody[EventChanged]
    ) -> EventRead:
        """Change some of an event."""
        before = await agenda.event(event_id)
        changes = {
            name: value
            for name, value in msgspec.structs.asdict(data).items()
            if value is not UNSET
        }
        draft = msgspec.convert({**_as_draft(before), **changes}, EventDraft)
        await planning.change(
            event_id, draft, by=signed_in(request), at=now(), seen=before.changed_at
        )
        return read(await agenda.event(event_id))

    @post("/{event_id:uuid}/publication", guards=[may("plan")])
    async def publish(self, request: Visit, event_id: FromPath[UUID]) -> EventRead:
        """Publish a draft."""
        await planning.publish(event_id, by=signed_in(request), at=now())
        return read(await agenda.event(event_id))

    @post("/{event_id:uuid}/cancellation", guards=[may("plan")])
    async def cancel(
        self, request: Visit, event_id: FromPath[UUID], data: JSONBody[Cancellation]
    ) -> EventRead:
        """Call an event off."""
        await planning.cancel(event_id, data.reason, by=signed_in(request), at=now())
        return read(await agenda.event(event_id))

    @post("/{event_id:uuid}/closure", guards=[may("register")])
    async def close(self, request: Visit, event_id: FromPath[UUID]) -> EventRead:
        """State that the register is complete."""
        await planning.close(event_id, by=signed_in(request), at=now())
        return read(await agenda.event(event_id))


def read(event: agenda.Event) -> EventRead:
    """The event as programs read it."""
    known: dict[str, Any] = {
        name: getattr(event, name) for name in EventRead.__struct_fields__ if name != "project"
    }
    return EventRead(project=event.project_slug, **known)


def _as_draft(event: agenda.Event) -> dict[str, Any]:
    known = set(EventDraft.__struct_fields__) & set(event.__struct_fields__)
    told = {"public_title": event.chosen_title, "project": event.project_slug}
    return {**{name: getattr(event, name) for name in known}, **told, "venue_overlap_reason": ""}


def _aware(name: str, moment: datetime | None) -> datetime | None:
    if moment is not None and moment.tzinfo is None:
        raise Invalid({name: _("A la hora le falta la zona, por ejemplo -06:00.")})
    return moment


def _cursor(text: str | None) -> tuple[datetime, UUID] | None:
    if text is None:
        return None
    moment, _comma, event = text.partition(",")
    try:
        after = datetime.strptime(moment, agenda.CURSOR_MOMENT).replace(tzinfo=UTC)
        return after, UUID(event)
    except ValueError as error:
        raise Invalid({"cursor": _("Ese cursor no es válido.")}) from error
