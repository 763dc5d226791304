"""Needs, candidates and assignments, for programs."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta, Struct

from events.planning.domain import agenda
from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain import invitations, needs, shifts, staffing
from volunteers.assignments.domain.candidates import candidates
from volunteers.assignments.domain.eligibility import Reason
from volunteers.assignments.domain.needs import Needed
from volunteers.assignments.domain.staffing import Filled

Role = Literal["lead", "assistant"]


class NeedsWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many people are needed in each role, 0 to 50, at least one in all."""

    lead: Annotated[int, Meta(ge=0, le=50)] = 1
    assistant: Annotated[int, Meta(ge=0, le=50)] = 1


class StaffingRead(Struct, frozen=True, kw_only=True):
    """How an event is staffed; `missing_adults` is how many cleared adults minors still lack."""

    roles: list[Filled]
    missing_adults: int


class CandidateRead(Struct, frozen=True, kw_only=True):
    """Somebody with every reason why not; `load` is other places held within thirty days."""

    rank: int
    volunteer: UUID
    name: str
    municipality: str
    status: str | None
    load: int
    eligible: bool
    possible: bool
    reasons: tuple[Reason, ...]


class AssignmentWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom to ask, and for which role."""

    volunteer: UUID
    role: Role


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
    async def needs(self, event_id: FromPath[UUID]) -> StaffingRead:
        """How many people are needed, and how many were found."""
        found = await staffing.staffing(await agenda.event(event_id))
        return StaffingRead(
            roles=[found.lead, found.assistant], missing_adults=found.missing_adults
        )

    @post("/events/{event_id:uuid}/needs")
    async def state(
        self, request: Visit, event_id: FromPath[UUID], data: JSONBody[NeedsWritten]
    ) -> StaffingRead:
        """Say how many people are needed."""
        need = Needed(lead=data.lead, assistant=data.assistant)
        await needs.state(event_id, need, by=signed_in(request), at=now())
        found = await staffing.staffing(await agenda.event(event_id))
        return StaffingRead(
            roles=[found.lead, found.assistant], missing_adults=found.missing_adults
        )

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
            await invitations.invite(event_id, data.volunteer, data.role, by=by, at=now())
        )

    @post("/assignments/{assignment:uuid}/answer")
    async def answer(
        self, request: Visit, assignment: FromPath[UUID], data: JSONBody[AnswerWritten]
    ) -> AssignmentRead:
        """Write down what the invited person said."""
        by = signed_in(request)
        await invitations.answer(assignment, data.answer, data.reason, by=by, at=now())
        return await _told(assignment)


async def _told(assignment: UUID) -> AssignmentRead:
    shift = await shifts.shift(assignment)
    return AssignmentRead(
        id=shift.id, event=shift.event.id, role=shift.role, status=shift.status, reason=shift.reason
    )
