"""The tables of a release, in words."""

from collections.abc import Mapping

from events.outreach.domain.answered import Dimension
from events.outreach.domain.code_names import Names, code_names
from events.outreach.domain.exports import wording
from events.outreach.domain.exports.figure_lines import named, ordered
from events.outreach.domain.exports.released_cells import people_in
from events.outreach.domain.exports.report import Line, Table
from events.outreach.domain.releases.released import Released, ReleasedCell, ReleasedTable
from events.planning.domain import codelists
from server.foundation.translation import gettext as _


async def tables_of(release: Released) -> tuple[Table, ...]:
    """The total first, then every table that has a cell; rows in the order of their names."""
    names = await code_names(await codelists.municipalities())
    whole = Table(
        dimensions=(), title=wording.table_title(()), lines=(_line(release.total, (_("Total"),)),)
    )
    parts = [table for table in release.tables if table.dimensions and table.cells]
    return (whole, *(_table(table, names) for table in parts))


def _table(table: ReleasedTable, names: Mapping[Dimension, Names]) -> Table:
    def place(cell: ReleasedCell) -> list[float]:
        coded = zip(table.dimensions, cell.codes, strict=True)
        return [ordered(dimension, code, names) for dimension, code in coded]

    def said(cell: ReleasedCell) -> tuple[str, ...]:
        coded = zip(table.dimensions, cell.codes, strict=True)
        return tuple(named(dimension, code, names) for dimension, code in coded)

    return Table(
        dimensions=table.dimensions,
        title=wording.table_title(table.dimensions),
        lines=tuple(_line(cell, said(cell)) for cell in sorted(table.cells, key=place)),
        overlapping="topic" in table.dimensions,
    )


def _line(cell: ReleasedCell, names: tuple[str, ...]) -> Line:
    return Line(
        codes=cell.codes,
        names=names,
        contacts=cell.contacts,
        people=people_in(cell),
    )
