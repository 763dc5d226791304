"""An indicator: a measure of the events of a project that pass its filters."""

from datetime import date
from typing import Final, Literal, get_args
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.answered import Dimension
from events.outreach.domain.bands import Bands, Span, compile_bands
from server.foundation.translation import current_language

Measure = Literal[
    "contacts", "unique", "headcount", "completions", "events", "indirect", "hours", "milestone",
    "cited",
]  # fmt: skip
MEASURES: Final[tuple[Measure, ...]] = get_args(Measure)
# What is counted of the lines of a register, and can be asked of each person and broken down.
OF_PEOPLE: Final[frozenset[Measure]] = frozenset({"contacts", "unique", "headcount"})


class Filters(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Of each list that is not empty one code must hold; `age_bands` are atoms."""

    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    programmes: tuple[UUID, ...] = ()
    sexes: tuple[str, ...] = ()
    age_bands: tuple[str, ...] = ()


class Indicator(Struct, frozen=True, kw_only=True):
    """What is counted; `begins` and `ends` are the days of its project.

    `accumulates` says that the figure of some days counts from the beginning of the project.
    """

    id: UUID
    project: UUID
    project_slug: str
    project_name: str
    begins: date | None
    ends: date | None
    code: str
    name_es: str
    name_en: str
    definition: str
    measure: Measure
    filters: Filters
    bands: dict[str, Span]
    breakdowns: tuple[Dimension, ...]
    accumulates: bool
    dhis2: str
    position: int
    retired: bool
    project_retired: bool = False

    @property
    def name(self) -> str:
        """In the reader's language, where it was written in it."""
        return (self.name_en if current_language() == "en" else "") or self.name_es

    @property
    def compiled(self) -> Bands | None:
        """The donor's bands as unions of atoms; None for the atoms themselves."""
        return compile_bands(self.bands) if self.bands else None
