"""What the ledgers answer with."""

from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.totals import Breakdown, Cell

Dimension = Literal["municipality", "sex", "age_band", "audience", "kind", "topic"]
DIMENSIONS: Final[tuple[Dimension, ...]] = (
    "municipality", "sex", "age_band", "audience", "kind", "topic",
)  # fmt: skip


class Freshness(Struct, frozen=True, kw_only=True):
    """How far what was counted keeps up with the registers.

    The registers of `pending` events changed since `counted_at`, which is None where nothing was
    counted yet.
    """

    counted_at: datetime | None
    pending: int = 0


class Figures(Struct, frozen=True, kw_only=True):
    """The figures of a set of events, as a whole and by each dimension that was asked for."""

    total: Cell
    by: dict[Dimension, Breakdown]
    events: int
    still_open: tuple[UUID, ...]
    fresh: Freshness


class EventCount(Struct, frozen=True, kw_only=True):
    """The register of an event in three numbers, which add up to its contacts."""

    event: UUID
    passes: int
    without_pass: int
    headcount: int

    @property
    def contacts(self) -> int:
        """People at the event."""
        return self.passes + self.without_pass + self.headcount


class Atom(Struct, frozen=True, kw_only=True):
    """The people of an event who gave the same answers; atoms add up to contacts in any way.

    Those with a pass are where their settled answers put them.
    """

    event: UUID
    municipality: str
    kind: str
    modality: str
    programme: UUID | None
    topics: tuple[str, ...]
    sex: str
    age_band: str
    audience: str
    check_ins: int
    headcount: int


class Crowd(Struct, frozen=True, kw_only=True):
    """People known by a pass of whom every table says the same: where they were, and who they are.

    A person stands in one crowd of their period.
    """

    sex: str
    age_band: str
    municipalities: frozenset[str]
    kinds: frozenset[str]
    topics: frozenset[str]
    people: int
