"""Programmes for programs: `/api/v1/programmes`."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType

from events.planning.domain import agenda, programme_book, programmes
from events.planning.domain.programme_book import ProgrammeDraft
from events.planning.domain.programmes import Programme
from server.foundation.clock import now
from server.foundation.identity import Actor
from server.web.guards import may
from server.web.requests import Visit, signed_in

Name = Annotated[str, Meta(min_length=1, max_length=120)]
Cohort = Annotated[str, Meta(max_length=120, description="Who attends it together; no names")]
Needed = Annotated[int, Meta(ge=1, le=200, description="Sessions that have to be attended")]
Assessment = Annotated[str, Meta(max_length=200)]
Mark = Annotated[int, Meta(ge=0, le=100, description="Per cent; needs an assessment")] | None
Notes = Annotated[str, Meta(max_length=2000)]


class ProgrammeWritten(Struct, frozen=True, kw_only=True):
    """A programme as a program writes it down."""

    name: Name
    municipality: Annotated[str, Meta(description="INE code")]
    cohort: Cohort = ""
    project: str = "general"
    needed: Needed = 1
    assessment: Assessment = ""
    pass_mark: Mark = None
    notes: Notes = ""


class ProgrammeChanged(Struct, frozen=True, kw_only=True):
    """What is to change of a programme; with sessions it stays in its project."""

    name: Name | UnsetType = UNSET
    municipality: str | UnsetType = UNSET
    cohort: Cohort | UnsetType = UNSET
    project: str | UnsetType = UNSET
    needed: Needed | UnsetType = UNSET
    assessment: Assessment | UnsetType = UNSET
    pass_mark: Mark | UnsetType = UNSET
    notes: Notes | UnsetType = UNSET


class SessionRead(Struct, frozen=True, kw_only=True):
    """An event of a programme, in its position."""

    position: int | None
    event: UUID
    title: str
    modality: str
    starts_at: datetime
    ends_at: datetime
    status: str


class ProgrammeRead(Struct, frozen=True, kw_only=True):
    """A programme as a program reads it; who attended `needed` of its `planned` completed it.

    Programs that do not plan read no `notes`.
    """

    id: UUID
    name: str
    cohort: str
    municipality: str
    project: str
    needed: int
    planned: int
    assessment: str
    pass_mark: int | None
    notes: str
    changed_at: datetime


class ProgrammeWhole(ProgrammeRead, frozen=True, kw_only=True):
    """A programme with its sessions in order; drafts are shown to programs that plan."""

    sessions: list[SessionRead]


class ProgrammeApi(Controller):
    """Several events that one cohort attends; an event says which and in which position."""

    path = "/api/v1/programmes"
    tags = ("programmes",)

    @get(guards=[may("read")])
    async def programmes(
        self, request: Visit, municipality: FromQuery[str | None] = None
    ) -> list[ProgrammeRead]:
        """Programmes of a municipality or of all, the newest first."""
        places = [municipality] if municipality else None
        actor = signed_in(request)
        found = await programmes.programmes(places)
        return [ProgrammeRead(**_known(programme, actor)) for programme in found]

    @post(guards=[may("plan")])
    async def add(self, request: Visit, data: JSONBody[ProgrammeWritten]) -> ProgrammeWhole:
        """Write a programme down."""
        actor = signed_in(request)
        draft = ProgrammeDraft(**msgspec.structs.asdict(data))
        return await _whole(await programme_book.add(draft, by=actor, at=now()), actor)

    @get("/{programme_id:uuid}", guards=[may("read")])
    async def programme(self, request: Visit, programme_id: FromPath[UUID]) -> ProgrammeWhole:
        """One programme with its sessions."""
        return await _whole(programme_id, signed_in(request))

    @patch("/{programme_id:uuid}", guards=[may("plan")])
    async def change(
        self, request: Visit, programme_id: FromPath[UUID], data: JSONBody[ProgrammeChanged]
    ) -> ProgrammeWhole:
        """Change some of a programme."""
        actor, before = signed_in(request), await programmes.programme(programme_id)
        given = msgspec.structs.asdict(data).items()
        changes = {name: value for name, value in given if value is not UNSET}
        draft = msgspec.structs.replace(programme_book.as_draft(before), **changes)
        await programme_book.change(programme_id, draft, by=actor, at=now(), seen=before.changed_at)
        return await _whole(programme_id, actor)


async def _whole(programme_id: UUID, actor: Actor) -> ProgrammeWhole:
    programme = await programmes.programme(programme_id)
    events = await programmes.sessions(programme_id)
    sessions = [_session(e) for e in events if actor.may("plan") or e.published_at is not None]
    return ProgrammeWhole(**_known(programme, actor), sessions=sessions)


def _known(programme: Programme, actor: Actor) -> dict[str, Any]:
    known = {name: getattr(programme, name) for name in ProgrammeRead.__struct_fields__}
    known["project"] = programme.project_slug
    return known if actor.may("plan") else {**known, "notes": ""}


def _session(event: agenda.Event) -> SessionRead:
    return SessionRead(
        position=event.programme_position,
        event=event.id,
        title=event.title,
        modality=event.modality,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        status=event.status,
    )
