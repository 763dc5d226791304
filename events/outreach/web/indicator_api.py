"""Indicators of projects for programs: `/api/v1/projects/{id}/indicators`."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct, field

from events.outreach.domain.bands import Span
from events.outreach.domain.indicators import book, reading
from events.outreach.domain.indicators.indicator import Filters, Indicator, Measure
from events.outreach.domain.indicators.writing import IndicatorDraft
from events.outreach.domain.ledgers import Dimension
from events.planning.domain import projects
from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, signed_in

Code = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Name = Annotated[str, Meta(min_length=1, max_length=160)]
Codes = Annotated[list[str], Meta(max_length=100)]
Age = Annotated[int, Meta(ge=0, le=130)]
Modality = Literal["in_person", "virtual", "blended"]
Sex = Literal["female", "male", "other", "unknown"]


class FiltersWritten(Struct, frozen=True, kw_only=True):
    """Of each list that is not empty one code must hold; `age_bands` are the smallest ages kept.

    Who somebody is can only be asked of contacts, unique people and headcounts.
    """

    kinds: Codes = []
    topics: Codes = []
    audiences: Codes = []
    municipalities: Annotated[list[str], Meta(max_length=100, description="INE codes")] = []
    modalities: list[Modality] = []
    programmes: Annotated[list[UUID], Meta(max_length=100)] = []
    sexes: list[Sex] = []
    age_bands: Codes = []


class IndicatorWritten(Struct, frozen=True, kw_only=True):
    """An indicator as a program writes it down.

    `bands` are a donor's ages by their label: the first and the last completed year, null for
    «and older». A band that splits ages which are only counted together is refused.
    """

    code: Code
    name_es: Name
    measure: Measure
    name_en: Annotated[str, Meta(max_length=160)] = ""
    definition: Annotated[str, Meta(max_length=2000)] = ""
    filters: FiltersWritten = field(default_factory=FiltersWritten)
    bands: Annotated[dict[str, tuple[Age, Age | None]], Meta(max_length=14)] = {}
    breakdowns: Annotated[list[Dimension], Meta(max_length=6)] = []
    accumulates: bool = False
    dhis2: Annotated[str, Meta(max_length=60)] = ""


class IndicatorRead(Struct, frozen=True, kw_only=True):
    """An indicator as a program reads it."""

    id: UUID
    project: str
    code: str
    name_es: str
    name_en: str
    definition: str
    measure: Measure
    filters: FiltersWritten
    bands: dict[str, tuple[int, int | None]]
    breakdowns: list[Dimension]
    accumulates: bool
    dhis2: str
    retired: bool


class IndicatorApi(Controller):
    """What is counted for a project."""

    path = "/api/v1/projects/{project_id:uuid}/indicators"
    tags = ("projects",)

    @get(guards=[may("read")])
    async def indicators(self, project_id: FromPath[UUID]) -> list[IndicatorRead]:
        """The indicators of a project in their order, retired ones among them."""
        await projects.by_id(project_id)
        return [_read(it) for it in await reading.indicators(project_id, retired=True)]

    @post(guards=[may("plan")])
    async def add(
        self, request: Visit, project_id: FromPath[UUID], data: JSONBody[IndicatorWritten]
    ) -> IndicatorRead:
        """Write an indicator down."""
        draft = _draft(data)
        made = await book.add(project_id, draft, by=signed_in(request), at=now())
        return _read(await reading.indicator(made))


def _draft(data: IndicatorWritten) -> IndicatorDraft:
    given = msgspec.structs.asdict(data)
    chosen = msgspec.structs.asdict(data.filters)
    filters = Filters(**{name: tuple(dict.fromkeys(codes)) for name, codes in chosen.items()})
    bands: dict[str, Span] = dict(data.bands)
    return IndicatorDraft(
        **{**given, "filters": filters, "bands": bands, "breakdowns": tuple(data.breakdowns)}
    )


def _read(indicator: Indicator) -> IndicatorRead:
    known = {name: getattr(indicator, name) for name in IndicatorRead.__struct_fields__}
    chosen = msgspec.structs.asdict(indicator.filters)
    filters = FiltersWritten(**{name: list(codes) for name, codes in chosen.items()})
    told = {"project": indicator.project_slug, "filters": filters}
    return IndicatorRead(**{**known, **told, "breakdowns": list(indicator.breakdowns)})
