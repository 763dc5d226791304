"""Figures that were released, as anybody may see them."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.answered import Dimension
from events.outreach.domain.bands import Bands


class ReleasedCell(Struct, frozen=True, kw_only=True):
    """One cell: a code for each dimension of its table. What is held back is None.

    Contacts are a number; of the unique people `at_least` is rounded down, unless it is `at_most`,
    and None where nothing is left of it: then they are at most so many.
    """

    codes: tuple[str, ...] = ()
    contacts: int | None = None
    at_least: int | None = None
    at_most: int | None = None


class ReleasedTable(Struct, frozen=True, kw_only=True):
    """Cells by one dimension or two; the total of everything is the table without any.

    They never hold a cell of nobody, nor one whose code may not leave the house.
    """

    dimensions: tuple[Dimension, ...]
    cells: tuple[ReleasedCell, ...]

    @property
    def hidden(self) -> int:
        """How many cells are held back."""
        return sum(cell.contacts is None for cell in self.cells)


class Released(Struct, frozen=True, kw_only=True):
    """A release: what was asked, by which rule it was made, and what it shows.

    `project` is a short name, None for all projects; both days are included. `ages` are the bands
    that ages are grouped by, None for the finest. A cell of fewer than `small` people is held back,
    or of more where something sensitive is behind it. `told_before` is an earlier release that told
    the people of some of the same events.
    """

    id: UUID
    project: str | None
    project_name: str | None
    title: str
    readers: str
    first: date
    last: date
    ages: Bands | None
    small: int
    rule: str
    events: int
    tables: tuple[ReleasedTable, ...]
    made_at: datetime
    withdrawn_at: datetime | None
    withdrawn_why: str | None
    told_before: UUID | None = None

    @property
    def total(self) -> ReleasedCell:
        """Everything together."""
        return self.table(()).get((), ReleasedCell(contacts=0, at_least=0, at_most=0))

    @property
    def hidden(self) -> int:
        """How many cells are held back."""
        return sum(table.hidden for table in self.tables)

    def table(self, dimensions: tuple[Dimension, ...]) -> Mapping[tuple[str, ...], ReleasedCell]:
        """The cells of one table by their codes; empty where there is no such table."""
        tables = [table for table in self.tables if table.dimensions == dimensions]
        return {cell.codes: cell for table in tables for cell in table.cells}
