"""Events for programs: `/api/v1/events`."""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from litestar import Controller, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import UNSET, Struct

from events.planning.domain import agenda, kind_questions, planning
from events.planning.domain.draft import as_draft
from events.planning.domain.upstairs import Upstairs
from events.planning.web import event_records
from events.planning.web.event_records import EventChanged, EventRead, EventWritten, read
from server.foundation.clock import now
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.guards import may
from server.web.requests import Visit, signed_in

PAGE = 100
EVER = datetime.fromisoformat("2000-01-01T00:00:00+00:00")

ONLY_PLANNERS: Final = (
    "Tokens with the scope `plan` read everything. Those with `read`, `report` or `attend` see only"
    " what was published once, so that a page may hold fewer events, and find empty what is for the"
    " team: meeting_url, a confidential venue, venue_overlap_reason, details, materials, cost,"
    " travel_note, notes."
)


class EventPage(Struct, frozen=True):
    """Some events by time, at most 100; `next` is the cursor of the rest."""

    items: list[EventRead]
    next: str | None


class Cancellation(Struct, frozen=True):
    """Why an event is called off: rain, roadblock, security, facilitator, venue or other."""

    reason: str


class EventApi(Controller):
    """Planning for programs."""

    path = "/api/v1/events"
    tags = ("events",)

    @get(guards=[may("read")], description=f"Events that overlap [start, end). {ONLY_PLANNERS}")
    async def events(
        self,
        request: Visit,
        start: FromQuery[datetime | None] = None,
        end: FromQuery[datetime | None] = None,
        municipality: FromQuery[str | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> EventPage:
        """Events that overlap [start, end), a page at a time; some of a page may be withheld."""
        places = [municipality] if municipality else None
        begin = _aware("start", start) or EVER
        until = _aware("end", end) or now() + timedelta(days=3650)
        found = await agenda.page(
            begin, until, municipalities=places, after=_cursor(cursor), most=PAGE
        )
        actor = signed_in(request)
        return EventPage([_told(e, actor) for e in found.events if _sees(actor, e)], found.next)

    @post(guards=[may("plan")])
    async def plan(self, request: Visit, data: JSONBody[EventWritten]) -> EventRead:
        """Plan an event; it starts as a draft."""
        await kind_questions.refuse_unasked(data.kind, data.details)
        draft = event_records.draft(data)
        event = await planning.plan(draft, by=signed_in(request), at=now())
        return read(await agenda.event(event))

    @get("/{event_id:uuid}", guards=[may("read")], description=f"One event. {ONLY_PLANNERS}")
    async def event(self, request: Visit, event_id: FromPath[UUID]) -> EventRead:
        """One event; to programs that may not plan, a draft does not exist."""
        event, actor = await agenda.event(event_id), signed_in(request)
        if not _sees(actor, event):
            raise NotFound(_("Esta actividad no existe."))
        return _told(event, actor)

    @patch(
        "/{event_id:uuid}",
        guards=[may("plan")],
        description="Change some of an event. Once people were recorded, it stays in its project"
        " and in the period that they are counted in (422). Who cannot be there any more leaves its"
        " team; where minors would lack their two cleared adults, nothing is changed (422).",
    )
    async def change(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        data: JSONBody[EventChanged],
        above: NamedDependency[Upstairs],
    ) -> EventRead:
        """Change some of an event."""
        before = await agenda.event(event_id)
        draft = event_records.changed(as_draft(before), data)
        if data.details is not UNSET:
            await kind_questions.refuse_unasked(draft.kind, draft.details)
        await planning.change(
            event_id, draft, by=signed_in(request), at=now(), seen=before.changed_at, above=above
        )
        return read(await agenda.event(event_id))

    @post(
        "/{event_id:uuid}/publication",
        guards=[may("plan")],
        description="Publish a draft. One for minors needs two adults who accepted and whose"
        " clearance covers its days (409); they are invited at /api/v1/events/{id}/assignments.",
    )
    async def publish(
        self, request: Visit, event_id: FromPath[UUID], above: NamedDependency[Upstairs]
    ) -> EventRead:
        """Publish a draft."""
        await planning.publish(event_id, by=signed_in(request), at=now(), above=above)
        return read(await agenda.event(event_id))

    @post(
        "/{event_id:uuid}/cancellation",
        guards=[may("plan")],
        description="Call an event off. One that began and has people recorded took place: close"
        " it instead (409).",
    )
    async def cancel(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        data: JSONBody[Cancellation],
        above: NamedDependency[Upstairs],
    ) -> EventRead:
        """Call an event off."""
        await planning.cancel(event_id, data.reason, by=signed_in(request), at=now(), above=above)
        return read(await agenda.event(event_id))

    @post("/{event_id:uuid}/closure", guards=[may("register")])
    async def close(self, request: Visit, event_id: FromPath[UUID]) -> EventRead:
        """State that the register is complete."""
        await planning.close(event_id, by=signed_in(request), at=now())
        return read(await agenda.event(event_id))


def _sees(actor: Actor, event: agenda.Event) -> bool:
    """Whether a program may know of the event: what was never published is for planning only."""
    return actor.may("plan") or event.published_at is not None


def _told(event: agenda.Event, actor: Actor) -> EventRead:
    return read(event, whole=actor.may("plan"))


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
