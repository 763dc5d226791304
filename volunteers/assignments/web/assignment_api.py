"""Needs, candidates and assignments, for programs."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Controller, delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta, Struct

from events.planning.domain import agenda
from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain import invitations, needs, shifts, staffing
from volunteers.assignments.domain.candidate_notes import Note
from volunteers.assignments.domain.candidates import candidates, unspoken
from volunteers.assignments.domain.eligibility import Reason
from volunteers.assignments.domain.needed import Needed, Source
from volunteers.assignments.domain.staffing import Filled

Role = Literal["lead", "assistant"]


class NeedsWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many people are needed in each role, 0 to 50, at least one in all; and languages.

    `languages` are ISO 639 codes that somebody on the team must speak.
    """

    lead: Annotated[int, Meta(ge=0, le=50)] = 1
    assistant: Annotated[int, Meta(ge=0, le=50)] = 1
    languages: Annotated[list[str], Meta(max_length=20)] = []


class StaffingRead(Struct, frozen=True, kw_only=True):
    """How an event is staffed; `missing_adults` is how many cleared adults minors still lack.

    `languages` must be spoken on the team, `unspoken` are those that nobody speaks yet. `source`
    says where that was said (event, template, programme, kind, or usual where it was not);
    `raised` is how many of the assistants are needed only because of minors.
    """

    roles: list[Filled]
    missing_adults: int
    languages: tuple[str, ...]
    unspoken: tuple[str, ...]
    source: Source
    raised: int


class CandidateRead(Struct, frozen=True, kw_only=True):
    """Somebody with every reason why not, and what else is good to know.

    `load` is other places held from twelve weeks before the event on, `speaks` the languages of
    theirs that the team lacks. `possible` is who may be asked, if need be with a `why`.
    """

    rank: int
    volunteer: UUID
    name: str
    municipality: str
    status: str | None
    load: int
    eligible: bool
    possible: bool
    reasons: tuple[Reason, ...]
    speaks: tuple[str, ...]
    notes: tuple[Note, ...]


class AssignmentWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom to ask, and for which role; `why` is needed where something speaks against it."""

    volunteer: UUID
    role: Role
    why: Annotated[str, Meta(max_length=300)] = ""


class AnswerWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the invited person said, and why if they said why."""

    answer: Literal["accepted", "declined"]
    reason: Annotated[str, Meta(max_length=500)] = ""


class AssignmentRead(Struct, frozen=True, kw_only=True):
    """An assignment as it stands."""

    id: UUID
    event: UUID
    role: str
    status: str
    reason: str


class AssignmentApi(Controller):
    """Staffing an event."""

    path = "/api/v1"
    tags = ("volunteers",)
    guards = (may("staff"),)

    @get("/events/{event_id:uuid}/needs")
    async def needs(self, request: Visit, event_id: FromPath[UUID]) -> StaffingRead:
        """How many people are needed, and how many were found."""
        signed_in(request).need("staff", (await agenda.event(event_id)).municipality)
        return await _staffing(event_id)

    @post("/events/{event_id:uuid}/needs")
    async def state(
        self, request: Visit, event_id: FromPath[UUID], data: JSONBody[NeedsWritten]
    ) -> StaffingRead:
        """Say how many people are needed, and what they must speak."""
        need = Needed(lead=data.lead, assistant=data.assistant, languages=tuple(data.languages))
        await needs.state(event_id, need, by=signed_in(request), at=now())
        return await _staffing(event_id)

    @delete("/events/{event_id:uuid}/needs", status_code=200)
    async def forget(self, request: Visit, event_id: FromPath[UUID]) -> StaffingRead:
        """Let the event need again what is usual for it."""
        await needs.forget(event_id, by=signed_in(request), at=now())
        return await _staffing(event_id)

    @get("/events/{event_id:uuid}/candidates")
    async def candidates(
        self, request: Visit, event_id: FromPath[UUID], role: FromQuery[Role] = "lead"
    ) -> list[CandidateRead]:
        """Everyone, best first, with all reasons why not."""
        return [
            CandidateRead(
                rank=one.rank,
                volunteer=one.volunteer,
                name=one.name,
                municipality=one.home,
                status=one.status,
                load=one.load,
                eligible=not one.reasons,
                possible=one.possible,
                reasons=one.reasons,
                speaks=one.speaks,
                notes=one.notes,
            )
            for one in await candidates(event_id, role, by=signed_in(request))
        ]

    @post("/events/{event_id:uuid}/assignments")
    async def invite(
        self, request: Visit, event_id: FromPath[UUID], data: JSONBody[AssignmentWritten]
    ) -> AssignmentRead:
        """Ask somebody to help."""
        by = signed_in(request)
        return await _told(
            await invitations.invite(
                event_id, data.volunteer, data.role, by=by, at=now(), why=data.why
            )
        )

    @post("/assignments/{assignment:uuid}/answer")
    async def answer(
        self, request: Visit, assignment: FromPath[UUID], data: JSONBody[AnswerWritten]
    ) -> AssignmentRead:
        """Write down what the invited person said."""
        by = signed_in(request)
        await invitations.answer(assignment, data.answer, data.reason, by=by, at=now())
        return await _told(assignment)


async def _staffing(event_id: UUID) -> StaffingRead:
    found = await staffing.staffing(await agenda.event(event_id))
    need = await needs.needed(event_id)
    return StaffingRead(
        roles=[found.lead, found.assistant],
        missing_adults=found.missing_adults,
        languages=need.languages,
        unspoken=await unspoken(event_id),
        source=need.source,
        raised=need.raised,
    )


async def _told(assignment: UUID) -> AssignmentRead:
    shift = await shifts.shift(assignment)
    return AssignmentRead(
        id=shift.id, event=shift.event.id, role=shift.role, status=shift.status, reason=shift.reason
    )
