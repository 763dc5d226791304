"""The register for programs: check-ins and headcounts in, totals and lines out."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from msgspec import Struct, field

from events.attendance.domain import headcounts, summary, sync, voiding
from events.attendance.domain.arrivals import Arrival
from events.attendance.domain.headcounts import Tally
from events.attendance.domain.register import Receipt
from events.attendance.domain.staff import KnowsWhoHelps
from events.attendance.domain.voiding import Voided
from events.attendance.web.register_read import LineRead, line_read
from events.planning.domain import agenda
from events.planning.domain.age_atoms import UNKNOWN, atom_of
from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, signed_in, signer_of

OLDEST = 120
KEEPERS = may("tally", "register")


class CheckInRequest(Struct, frozen=True, kw_only=True):
    """One person; the age, if given, is turned into a band and forgotten."""

    id: UUID
    at: datetime
    sex: str = UNKNOWN
    pass_code: str | None = field(name="pass", default=None)
    age: int | None = None
    age_band: str | None = None
    audience: str | None = None
    source: str = "api"

    def arrival(self, event_id: UUID, *, received_at: datetime) -> Arrival:
        """The same in the register's words."""
        return Arrival(
            id=self.id, event_id=event_id, source=self.source, at=self.at, received_at=received_at,
            pass_code=self.pass_code, sex=self.sex, age_band=self._band(), audience=self.audience,
        )  # fmt: skip

    def _band(self) -> str:
        if self.age is None:
            return UNKNOWN if self.age_band is None else self.age_band
        return atom_of(self.age) if 0 <= self.age <= OLDEST else "impossible"


class HeadcountRequest(Struct, frozen=True, kw_only=True):
    """People counted by eye."""

    id: UUID
    at: datetime
    count: int
    audience: str | None = None
    sex: str = UNKNOWN
    age_band: str = UNKNOWN

    def tally(self, *, received_at: datetime) -> Tally:
        """The same in the register's words."""
        return Tally(
            id=self.id, at=self.at, received_at=received_at, audience=self.audience, sex=self.sex,
            age_band=self.age_band, count=self.count,
        )  # fmt: skip


class VoidRequest(Struct, frozen=True):
    """Why a line is wrong."""

    reason: str


class Receipts(Struct, frozen=True):
    """What became of every line that was sent, in the order it was sent."""

    results: list[Receipt]


class RegisterOfEvent(Struct, frozen=True, kw_only=True):
    """Totals without what was voided, and lines without identity, the latest first."""

    event: UUID
    people: int
    by_source: dict[str, int]
    by_way: dict[str, int]
    by_sex: dict[str, int]
    by_age_band: dict[str, int]
    voided_lines: int
    repeats: int
    lines: list[LineRead]
    next: str | None


BATCH = Body(media_type=RequestEncodingType.JSON, min_items=1, max_items=1000)
CheckIns = Annotated[list[CheckInRequest], BATCH]
Headcounts = Annotated[list[HeadcountRequest], BATCH]
Limit = Annotated[int, QueryParameter(ge=1, le=1000)]


class RegisterApi(Controller):
    """Who came to an event."""

    path = "/api/v1"
    tags = ("register",)

    @post("/events/{event_id:uuid}/check-ins", status_code=HTTP_200_OK, guards=[may("tally")])
    async def check_in(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        data: CheckIns,
        who_helps: NamedDependency[KnowsWhoHelps],
    ) -> Receipts:
        """Record people in one transaction; each id gets its own result.

        Nobody is let in while minors would find fewer than two cleared adults: what happens now is
        refused then, and what happened before is not.
        """
        arrivals = [item.arrival(event_id, received_at=now()) for item in data]
        by, signer = signed_in(request), signer_of(request)
        told = await sync.check_in(arrivals, by=by, signer=signer, who_helps=who_helps)
        return Receipts(told)

    @post("/events/{event_id:uuid}/headcounts", status_code=HTTP_200_OK, guards=[may("tally")])
    async def count(self, request: Visit, event_id: FromPath[UUID], data: Headcounts) -> Receipts:
        """Add headcounts in one transaction; each id gets its own result."""
        at = now()
        tallies = [item.tally(received_at=at) for item in data]
        by = signed_in(request)
        return Receipts(await headcounts.count(event_id, tallies, by=by, at=at, way="api"))

    @post("/check-ins/{line_id:uuid}/void", status_code=HTTP_200_OK, guards=[KEEPERS])
    async def void_check_in(
        self, request: Visit, line_id: FromPath[UUID], data: JSONBody[VoidRequest]
    ) -> Voided:
        """Take a wrong check-in out of the count; the line stays."""
        return await voiding.void("check_in", line_id, data.reason, by=signed_in(request), at=now())

    @post("/headcounts/{line_id:uuid}/void", status_code=HTTP_200_OK, guards=[KEEPERS])
    async def void_headcount(
        self, request: Visit, line_id: FromPath[UUID], data: JSONBody[VoidRequest]
    ) -> Voided:
        """Take a wrong headcount out of the count; the line stays."""
        by = signed_in(request)
        return await voiding.void("headcount", line_id, data.reason, by=by, at=now())

    @get("/events/{event_id:uuid}/register", guards=[may("read")])
    async def register(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        cursor: FromQuery[str] = "",
        limit: Limit = 1000,
    ) -> RegisterOfEvent:
        """Totals by source, sex and age band, and a page of lines.

        Which phone, clock and reason a line has is told to whoever may change lines there.
        """
        event, by = await agenda.event(event_id), signed_in(request)
        keeps = any(by.may(action, event.municipality) for action in ("tally", "register"))
        totals = await summary.totals_of(event_id)
        page = await summary.lines_of(event_id, cursor=cursor, limit=limit)
        return RegisterOfEvent(
            event=event_id, people=totals.people, by_source=totals.by_source, by_way=totals.by_way,
            by_sex=totals.by_sex, by_age_band=totals.by_age_band, voided_lines=totals.voided_lines,
            repeats=totals.repeats, next=page.next,
            lines=[line_read(line, whole=keeps) for line in page.lines],
        )  # fmt: skip
