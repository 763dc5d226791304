"""Releases for programs."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_201_CREATED
from msgspec import Meta, Struct, field

from events.outreach.domain.answered import Dimension
from events.outreach.domain.bands import Bands, BandsRefused, compile_bands
from events.outreach.domain.releases import reading, releasing
from events.outreach.domain.releases.released import Released, ReleasedCell
from events.outreach.domain.releases.wish import Wish
from events.planning.domain import projects
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.web.guards import may
from server.web.requests import Visit, settings_of, signed_in

Span = tuple[int, int | None]


class ReleaseWritten(Struct, frozen=True, kw_only=True):
    """What is to be released; `ages` are first and last year by label, null is and older."""

    title: Annotated[str, Meta(min_length=1, max_length=160)]
    first: date = field(name="from")
    last: date = field(name="to")
    readers: Literal["public", "donor"] = "public"
    ages: dict[str, Span] | None = None


class ReleasedPeople(Struct, frozen=True, kw_only=True):
    """The lower end is rounded down unless both are the same; null where nothing is left of it."""

    least: int | None = field(name="from")
    most: int = field(name="to")


class CellRead(Struct, frozen=True, kw_only=True):
    """A cell by its codes; what is held back is null."""

    codes: tuple[str, ...]
    contacts: int | None
    unique: ReleasedPeople | None


class TableRead(Struct, frozen=True, kw_only=True):
    """The cells in which somebody is; a code that is missing has nobody."""

    by: tuple[Dimension, ...]
    cells: list[CellRead]


class ReleaseRead(Struct, frozen=True, kw_only=True):
    """A release as it was made."""

    id: UUID
    project: str | None
    title: str
    readers: str
    first: date = field(name="from")
    last: date = field(name="to")
    ages: Bands | None
    rule: str
    events: int
    tables: list[TableRead]
    made_at: datetime
    withdrawn_at: datetime | None


class ReleaseApi(Controller):
    """Figures that left the house."""

    path = "/api/v1"
    tags = ("outreach",)

    @get("/projects/{project_id:uuid}/releases", guards=[may("report")])
    async def listed(self, project_id: FromPath[UUID]) -> list[ReleaseRead]:
        """Every release of a project that stands, the latest first."""
        project = await projects.by_id(project_id)
        return [read(one) for one in await reading.released(project=project.slug)]

    @post(
        "/projects/{project_id:uuid}/releases",
        guards=[may("administer")],
        status_code=HTTP_201_CREATED,
    )
    async def release(
        self, request: Visit, project_id: FromPath[UUID], data: JSONBody[ReleaseWritten]
    ) -> ReleaseRead:
        """Release the figures of a project; nothing is held back less for a program."""
        project = await projects.by_id(project_id)
        wish = _wish(data, project.slug, zone=settings_of(request).timezone)
        made = await releasing.publish(wish, by=signed_in(request), at=now())
        return read(await reading.release(made))

    @get("/releases/{release_id:uuid}", guards=[may("report")])
    async def one(self, release_id: FromPath[UUID]) -> ReleaseRead:
        """One release, withdrawn or not."""
        return read(await reading.release(release_id))


def read(release: Released) -> ReleaseRead:
    """A release as a program reads it."""
    return ReleaseRead(
        id=release.id,
        project=release.project,
        title=release.title,
        readers=release.readers,
        first=release.first,
        last=release.last,
        ages=release.ages,
        rule=release.rule,
        events=release.events,
        tables=[
            TableRead(by=table.dimensions, cells=[_cell(cell) for cell in table.cells])
            for table in release.tables
        ],
        made_at=release.made_at,
        withdrawn_at=release.withdrawn_at,
    )


def people(cell: ReleasedCell) -> ReleasedPeople | None:
    """The unique people of a cell, where they are told."""
    if cell.at_most is None:
        return None
    return ReleasedPeople(least=cell.at_least, most=cell.at_most)


def _cell(cell: ReleasedCell) -> CellRead:
    return CellRead(codes=cell.codes, contacts=cell.contacts, unique=people(cell))


def _wish(data: ReleaseWritten, project: str, *, zone: str) -> Wish:
    try:
        ages = compile_bands(data.ages) if data.ages else None
    except BandsRefused as refusal:
        raise Invalid({"ages": str(refusal)}) from None
    return Wish(
        title=data.title, readers=data.readers, project=project, first=data.first,
        last=data.last, zone=zone, ages=ages,
    )  # fmt: skip
