"""Projects for programs: `/api/v1/projects`."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType

from events.planning.domain import project_book, projects, quetzales
from events.planning.domain.project_writing import ProjectDraft
from events.planning.domain.projects import Project
from server.foundation.clock import now
from server.foundation.identity import Actor
from server.web.guards import may
from server.web.requests import Visit, signed_in

Name = Annotated[str, Meta(min_length=1, max_length=120)]
Organisation = Annotated[str, Meta(max_length=120)]
Partners = Annotated[str, Meta(max_length=500)]
Budget = (
    Annotated[str, Meta(pattern=r"^[0-9]{1,12}(\.[0-9]{1,2})?$", description="Such as 125000.50")]
    | None
)
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="ISO 4217")]
Goal = Annotated[str, Meta(max_length=2000)]
Places = Annotated[list[str], Meta(max_length=400, description="INE codes")]


class ProjectWritten(Struct, frozen=True, kw_only=True):
    """A project as a program writes it down; its short name is made from its name and stays."""

    name: Name
    donor: Organisation = ""
    implementer: Organisation = ""
    partners: Partners = ""
    starts_on: date | None = None
    ends_on: date | None = None
    budget: Budget = None
    currency: Currency = "GTQ"
    goal: Goal = ""
    places: Places = []


class ProjectChanged(Struct, frozen=True, kw_only=True):
    """What is to change of a project; `retired` ones are not chosen for new events."""

    name: Name | UnsetType = UNSET
    donor: Organisation | UnsetType = UNSET
    implementer: Organisation | UnsetType = UNSET
    partners: Partners | UnsetType = UNSET
    starts_on: date | None | UnsetType = UNSET
    ends_on: date | None | UnsetType = UNSET
    budget: Budget | UnsetType = UNSET
    currency: Currency | UnsetType = UNSET
    goal: Goal | UnsetType = UNSET
    places: Places | UnsetType = UNSET
    retired: bool | UnsetType = UNSET


class ProjectRead(Struct, frozen=True, kw_only=True):
    """A project as a program reads it; programs that do not plan read no `budget`."""

    id: UUID
    slug: str
    name: str
    donor: str
    implementer: str
    partners: str
    starts_on: date | None
    ends_on: date | None
    budget: str | None
    currency: str
    goal: str
    places: list[str]
    retired: bool


class ProjectApi(Controller):
    """Funded work that events belong to."""

    path = "/api/v1/projects"
    tags = ("projects",)

    @get(guards=[may("read")])
    async def projects(
        self, request: Visit, *, retired: FromQuery[bool] = False
    ) -> list[ProjectRead]:
        """Projects, the general one first; with `retired` also those, last."""
        actor = signed_in(request)
        return [_read(project, actor) for project in await projects.projects(retired=retired)]

    @post(guards=[may("plan")])
    async def add(self, request: Visit, data: JSONBody[ProjectWritten]) -> ProjectRead:
        """Write a project down."""
        actor = signed_in(request)
        draft = _draft(msgspec.structs.asdict(data))
        return _read(await projects.by_id(await project_book.add(draft, by=actor, at=now())), actor)

    @get("/{project_id:uuid}", guards=[may("read")])
    async def project(self, request: Visit, project_id: FromPath[UUID]) -> ProjectRead:
        """One project."""
        return _read(await projects.by_id(project_id), signed_in(request))

    @patch("/{project_id:uuid}", guards=[may("plan")])
    async def change(
        self, request: Visit, project_id: FromPath[UUID], data: JSONBody[ProjectChanged]
    ) -> ProjectRead:
        """Change a project; what is left out stays."""
        actor, before = signed_in(request), await projects.by_id(project_id)
        given = msgspec.structs.asdict(data).items()
        changes = {name: value for name, value in given if value is not UNSET}
        await project_book.amend(before, _worded(changes), by=actor, at=now())
        return _read(await projects.by_id(project_id), actor)


def _draft(fields: dict[str, Any]) -> ProjectDraft:
    return ProjectDraft(**_worded(fields))


def _worded(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields as the domain has them."""
    worded: dict[str, Any] = {}
    if fields.get("budget"):
        worded["budget"] = Decimal(fields["budget"])
    if "places" in fields:
        worded["places"] = tuple(fields["places"])
    return {**fields, **worded}


def _read(project: Project, actor: Actor) -> ProjectRead:
    known = {name: getattr(project, name) for name in ProjectRead.__struct_fields__}
    told = project.budget is not None and actor.may("plan")
    budget = quetzales.plain(project.budget) if told and project.budget is not None else None
    return ProjectRead(**{**known, "budget": budget, "places": list(project.places)})
