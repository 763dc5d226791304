"""Targets of projects for programs: `/api/v1/projects/{id}/targets`."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from events.outreach.domain.indicators import reading, target_book
from events.outreach.domain.indicators.target import Target
from events.outreach.domain.indicators.target_book import MOST, TargetDraft
from events.planning.domain import projects
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.guards import may
from server.web.requests import Visit, settings_of, signed_in

Value = Annotated[int, Meta(ge=0, le=MOST)]


class TargetWritten(Struct, frozen=True, kw_only=True):
    """A target as a program sets it; without days it is of all the project's life.

    A target of a project's life is never the sum of others.
    """

    indicator: UUID
    value: Value
    municipality: Annotated[str, Meta(description="INE code; null is everywhere")] | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    exact: Annotated[bool, Meta(description="missed by more, too")] = False
    note: Annotated[str, Meta(max_length=200)] = ""


class TargetRead(Struct, frozen=True, kw_only=True):
    """A target as a program reads it."""

    id: UUID
    indicator: UUID
    value: int
    municipality: str | None
    starts_on: date | None
    ends_on: date | None
    exact: bool
    note: str


class TargetApi(Controller):
    """What a project promised to reach."""

    path = "/api/v1/projects/{project_id:uuid}/targets"
    tags = ("projects",)

    @get(guards=[may("read")])
    async def targets(self, request: Visit, project_id: FromPath[UUID]) -> list[TargetRead]:
        """The targets of a project."""
        await projects.by_id(project_id)
        known = await reading.indicators(project_id, retired=True)
        found = await reading.targets([it.id for it in known], zone=settings_of(request).timezone)
        return [read(target) for it in known for target in found.get(it.id, [])]

    @post(guards=[may("plan")])
    async def add(
        self, request: Visit, project_id: FromPath[UUID], data: JSONBody[TargetWritten]
    ) -> TargetRead:
        """Set a target for an indicator of the project."""
        await projects.by_id(project_id)
        if data.indicator not in {it.id for it in await reading.indicators(project_id)}:
            raise Invalid({"indicator": _("Ese indicador no existe.")})
        given = msgspec.structs.asdict(data)
        draft = TargetDraft(**{name: given[name] for name in TargetDraft.__struct_fields__})
        made = await target_book.add(data.indicator, draft, by=signed_in(request), at=now())
        return read(await target_book.one(made))


def read(target: Target) -> TargetRead:
    """The target as programs read it."""
    return TargetRead(
        id=target.id,
        indicator=target.indicator,
        value=target.value,
        municipality=target.municipality,
        starts_on=target.days.first,
        ends_on=target.days.last,
        exact=target.exact,
        note=target.note,
    )
