"""What is reported of a project and some days: built once, so that every format says the same."""

from datetime import date, datetime
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.answered import Dimension
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Measure
from server.foundation.translation import gettext as _

Readers = Literal["internal", "donor", "public"]
TOTAL: Final = "total"


class Found(Struct, frozen=True):
    """A figure: from at least `low` to at most `high`, one number where both are the same.

    Without either nothing was reported, which is never zero; unless it is `withheld`: it is known,
    and does not leave the house.
    """

    low: int | None = None
    high: int | None = None
    withheld: bool = False

    @property
    def known(self) -> bool:
        """Whether there is a number to show."""
        return self.low is not None or self.high is not None

    @property
    def certain(self) -> int | None:
        """The low end; none where it only says that nobody knows how many of some there were."""
        return None if self.low == 0 and self.high != 0 else self.low

    @property
    def text(self) -> str:
        """As people read it, such as «1,204–1,310»."""
        if self.low is None and self.high is None:
            return _("reservado") if self.withheld else _("no reportado")
        if self.high is None:
            return _("al menos %(n)s", n=f"{self.low:,}")
        if self.low is None:
            return _("a lo más %(n)s", n=f"{self.high:,}")
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,}–{self.high:,}"


class Line(Struct, frozen=True, kw_only=True):
    """One row of a table: a code and a name for each of its dimensions; of the total one name.

    A number that is None is not shown.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    contacts: int | None = None
    people: Found = Found()
    headcount: int | None = None
    check_ins: int | None = None

    @property
    def name(self) -> str:
        """What its codes are called, such as «Mixco · Mujeres»."""
        return " · ".join(self.names)

    @property
    def withheld(self) -> bool:
        """Whether the row is there but its figures do not leave the house."""
        return self.contacts is None

    @property
    def note(self) -> str:
        """What of it is not shown."""
        if self.withheld:
            return Found(withheld=True).text
        return "" if self.people.known else _("personas únicas: reservado")


class Table(Struct, frozen=True, kw_only=True):
    """The figures by one dimension or two, the total left out; without dimensions it is the total.

    Contacts of the rows add up to the total unless they are `overlapping`.
    """

    dimensions: tuple[Dimension, ...]
    title: str
    lines: tuple[Line, ...]
    overlapping: bool = False

    @property
    def code(self) -> str:
        """What programs call it: «total», «sex», «sex+age_band»."""
        return "+".join(self.dimensions) or TOTAL


class Goal(Struct, frozen=True, kw_only=True):
    """A target and what there is of it; `share` is (low, high) of the whole, 1.0 is all of it.

    There is none where it is `partial`: the reader sees only some of the places. `until` is the
    last day that was counted where the target goes on after it.
    """

    municipality: str | None
    place: str
    days: Days
    value: int
    exact: bool
    found: Found
    share: tuple[float, float] | None = None
    partial: bool = False
    until: date | None = None


class Part(Struct, frozen=True, kw_only=True):
    """An indicator by one dimension or two, under a code for each of them."""

    dimensions: tuple[Dimension, ...]
    cells: dict[tuple[str, ...], Found]


class Aim(Struct, frozen=True, kw_only=True):
    """An indicator, its actual in the days of the report, its targets and its breakdowns."""

    code: str
    name_es: str
    name_en: str
    definition: str
    measure: Measure
    accumulates: bool
    dhis2: str
    found: Found
    goals: tuple[Goal, ...] = ()
    parts: tuple[Part, ...] = ()
    cited: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether its figures add up over places and times: unique people never do."""
        return self.measure != "unique"


class Settled(Struct, frozen=True, kw_only=True):
    """A closed period: what was reported then, and what is known now."""

    first: date
    last: date
    closed_on: date
    reported: Line
    now: Line
    adjustments: int


class Proof(Struct, frozen=True, kw_only=True):
    """The receipt of a figure, and the page that counts it again."""

    id: UUID
    named: str
    digest: str
    address: str


class Work(Struct, frozen=True, kw_only=True):
    """The project that is reported, and what other systems call it."""

    slug: str
    name: str
    donor: str = ""
    implementer: str = ""
    partners: str = ""
    goal: str = ""
    first: date | None = None
    last: date | None = None
    places: dict[str, str] = {}
    dhis2_dataset: str = ""
    iati_reporter: str = ""
    iati_activity: str = ""


class Report(Struct, frozen=True, kw_only=True):
    """Everything that a file may say, and nothing that it may not.

    An `internal` one holds every figure and stays in the house; of one for a donor or the public
    all figures about people are those of a `release`, and nothing is later than its last day.
    `only` are the municipalities that it is about where the reader looks after no more than these.
    `residents` are those of the census by municipality, where they are known.
    """

    work: Work
    days: Days
    readers: Readers
    title: str
    made_at: datetime
    rule: str
    small: int | None
    release: UUID | None
    events: int
    still_open: int
    tables: tuple[Table, ...]
    aims: tuple[Aim, ...] = ()
    indirect: Found = Found()
    only: tuple[str, ...] = ()
    residents: dict[str, int] = {}
    settled: tuple[Settled, ...] = ()
    proofs: tuple[Proof, ...] = ()
    method: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()

    @property
    def internal(self) -> bool:
        """Whether it must not leave the house."""
        return self.readers == "internal"

    @property
    def total(self) -> Line:
        """Everything together."""
        return self.tables[0].lines[0]

    @property
    def parts(self) -> tuple[Table, ...]:
        """The tables but that of the total."""
        return self.tables[1:]

    @property
    def withheld(self) -> int:
        """How many cells are not shown."""
        return sum(line.withheld for table in self.tables for line in table.lines)
