"""Periods for programs: closing them, and what became known of them since."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_201_CREATED
from msgspec import Meta, Struct

from events.outreach.domain.periods import adjusting, adjustments, book, closing, kept
from events.outreach.domain.periods.adjusting import Noted
from events.outreach.domain.periods.adjustments import CellLine, Made
from events.outreach.domain.periods.book import Period
from events.outreach.domain.upstairs import KnowsHelp
from events.planning.domain import projects
from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, settings_of, signed_in

People = Annotated[int, Meta(ge=-adjusting.MOST, le=adjusting.MOST)]


class PeriodRead(Struct, frozen=True, kw_only=True):
    """A stretch of a project in which a person is counted once; both days are included."""

    id: UUID
    starts_on: date
    ends_on: date
    closed_at: datetime | None
    open_registers: int


class Closed(Struct, frozen=True, kw_only=True):
    """What was kept: how many events, and the SHA-256 of all of it in hexadecimal digits."""

    period: UUID
    events: int
    digest: str


class LineWritten(Struct, frozen=True, kw_only=True):
    """So many people more, or fewer where negative; `audience` is a code or `unknown`."""

    people: People
    sex: str = "unknown"
    age_band: str = "unknown"
    audience: str = "unknown"


class AdjustmentWritten(Struct, frozen=True, kw_only=True):
    """What became known of an event of a closed period."""

    event: UUID
    lines: Annotated[list[LineWritten], Meta(min_length=1, max_length=100)]
    reason: Annotated[str, Meta(min_length=1, max_length=200)]
    told_on: date | None = None


class AdjustmentRead(Struct, frozen=True, kw_only=True):
    """An adjustment; `takes_back` is the one that it undoes."""

    id: UUID
    event: UUID
    people: int
    lines: list[LineWritten]
    reason: str
    made_at: datetime
    told_on: date | None
    takes_back: UUID | None


class PeriodApi(Controller):
    """The periods in which a project counts each person once."""

    path = "/api/v1"
    tags = ("outreach",)

    @get("/projects/{project_id:uuid}/periods", guards=[may("report")])
    async def periods(self, project_id: FromPath[UUID]) -> list[PeriodRead]:
        """Those of a project, the latest first."""
        await projects.by_id(project_id)
        return [_period(period) for period in await book.periods(project_id)]

    @post("/periods/{period_id:uuid}/closure", guards=[may("administer")])
    async def close(
        self,
        request: Visit,
        period_id: FromPath[UUID],
        help_given: NamedDependency[KnowsHelp],
    ) -> Closed:
        """Keep what it amounts to and destroy what links its passes; this is for good."""
        zone = settings_of(request).timezone
        done = await closing.close(
            period_id, by=signed_in(request), at=now(), zone=zone, help_given=help_given
        )
        return Closed(period=done.period, events=done.events, digest=done.digest)

    @get("/periods/{period_id:uuid}/adjustments", guards=[may("report")])
    async def adjustments(self, request: Visit, period_id: FromPath[UUID]) -> list[AdjustmentRead]:
        """What became known since it was closed, of the places that one looks after."""
        await book.period(period_id)
        actor = signed_in(request)
        events = {one.event: one for one in await kept.events_of(period_id)}
        return [
            _adjustment(one)
            for one in await adjustments.made(period_id)
            if actor.reaches(events[one.event].municipality)
        ]

    @post(
        "/periods/{period_id:uuid}/adjustments",
        guards=[may("register")],
        status_code=HTTP_201_CREATED,
    )
    async def adjust(
        self, request: Visit, period_id: FromPath[UUID], data: JSONBody[AdjustmentWritten]
    ) -> AdjustmentRead:
        """Note so many people more or fewer at an event."""
        lines = tuple(_line(line) for line in data.lines)
        noted = Noted(event=data.event, lines=lines, reason=data.reason, told_on=data.told_on)
        made = await adjusting.adjust(period_id, noted, by=signed_in(request), at=now())
        return next(_adjustment(one) for one in await adjustments.made(period_id) if one.id == made)


def _period(period: Period) -> PeriodRead:
    return PeriodRead(
        id=period.id, starts_on=period.starts_on, ends_on=period.ends_on,
        closed_at=period.closed_at, open_registers=period.open_registers,
    )  # fmt: skip


def _line(line: LineWritten) -> CellLine:
    return CellLine(
        sex=line.sex, age_band=line.age_band, audience=line.audience, people=line.people
    )


def _adjustment(one: Made) -> AdjustmentRead:
    return AdjustmentRead(
        id=one.id, event=one.event, people=one.people, reason=one.reason, made_at=one.made_at,
        told_on=one.told_on, takes_back=one.takes_back,
        lines=[
            LineWritten(
                people=line.people, sex=line.sex, age_band=line.age_band, audience=line.audience
            )
            for line in one.lines
        ],
    )  # fmt: skip
