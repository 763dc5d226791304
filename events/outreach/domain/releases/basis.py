"""What a release was made from: the smallest counts, and what became of each cell."""

from uuid import UUID

from msgspec import Struct

from events.outreach.domain.answered import Dimension
from events.outreach.domain.bands import Bands

Table = tuple[Dimension, ...]
Code = tuple[Table, tuple[str, ...]]
"""A cell: the dimensions of its table, and a code for each of them."""
TABLES: tuple[Table, ...] = (
    (),
    ("municipality",),
    ("sex",),
    ("age_band",),
    ("audience",),
    ("kind",),
    ("topic",),
    ("municipality", "sex"),
    ("municipality", "age_band"),
    ("sex", "age_band"),
)


class EventFacts(Struct, frozen=True, array_like=True):
    """An event as tables tell of it; `sensitive` if some topic must be spoken of discreetly.

    Codes that may not leave the house are folded already.
    """

    id: UUID
    municipality: str
    kind: str
    topics: tuple[str, ...]
    sensitive: bool


class Atom(Struct, frozen=True, array_like=True):
    """People who gave the same answers at the event of this number."""

    event: int
    sex: str
    age_band: str
    audience: str
    people: int


class KeptCell(Struct, frozen=True, array_like=True):
    """What became of a cell: whether it is told, and from how many people on it could have been.

    `few` where so few people are behind it, though they came often.
    """

    table: Table
    codes: tuple[str, ...]
    told: bool
    small: int
    few: bool = False


class Basis(Struct, frozen=True, kw_only=True):
    """Events, atoms and cells of one release; `ages` give the atoms of age their bands."""

    events: list[EventFacts]
    atoms: list[Atom]
    cells: list[KeptCell]
    ages: Bands | None = None
    crowds: list[list[int]] = []
