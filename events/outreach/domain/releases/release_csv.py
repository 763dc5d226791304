"""A release as a CSV file: every cell, also those that are held back."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Final

from events.outreach.domain.answered import Dimension
from events.outreach.domain.code_names import Names
from events.outreach.domain.csv_figures import BYTE_ORDER_MARK, inert
from events.outreach.domain.exports.figure_lines import named
from events.outreach.domain.figure_tables import HEADINGS
from events.outreach.domain.releases.released import Released, ReleasedCell, ReleasedTable

# The columns are named for scripts, so they are the same in every language.
HEADER: Final = (
    "tabla", "código", "nombre", "contactos", "personas_desde", "personas_hasta", "nota",
)  # fmt: skip
HELD_BACK: Final = "reservado"


def csv_of(release: Released, names: Mapping[Dimension, Names]) -> bytes:
    """UTF-8 with a byte order mark; a number that is not told stays empty."""
    page = StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(HEADER)
    writer.writerows(_rows(release, names))
    return (BYTE_ORDER_MARK + page.getvalue()).encode()


def _rows(release: Released, names: Mapping[Dimension, Names]) -> Iterator[list[str | int]]:
    for table in release.tables:
        title = " × ".join(HEADINGS[name] for name in table.dimensions) or "total"
        for cell in table.cells:
            yield [title, inert("+".join(cell.codes)), inert(_name(table, cell, names)),
                   *_numbers(cell)]  # fmt: skip


def _name(table: ReleasedTable, cell: ReleasedCell, names: Mapping[Dimension, Names]) -> str:
    coded = zip(table.dimensions, cell.codes, strict=True)
    return " · ".join(named(dimension, code, names) for dimension, code in coded) or "Total"


def _numbers(cell: ReleasedCell) -> list[str | int]:
    numbers = (cell.contacts, cell.at_least, cell.at_most)
    note = HELD_BACK if cell.contacts is None else ""
    return [*("" if number is None else number for number in numbers), note]
