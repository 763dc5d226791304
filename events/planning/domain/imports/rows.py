"""What a file holds before anybody says what it means: rows of words."""

from typing import Final

from msgspec import Struct

from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 100
LONGEST_CELL: Final = 8_001


class Row(Struct, frozen=True):
    """A row as it stands in the file; `number` is the one that a person would count to.

    `notes` say what was assumed in reading it, `wrong` what could not be read.
    """

    number: int
    cells: list[str]
    notes: list[str] = []
    wrong: list[str] = []


class Sheet(Struct, frozen=True, kw_only=True):
    """A file that was read: its format is csv, xlsx or ics."""

    format: str
    headings: list[str]
    rows: list[Row]


def unreadable(sentence: str) -> Invalid:
    """The refusal of a whole file."""
    return Invalid({"file": sentence})


def few_enough(rows: list[Row]) -> list[Row]:
    """The rows; raises Invalid when there are none or too many."""
    if not rows:
        raise unreadable(_("El archivo no trae ninguna fila."))
    if len(rows) > MOST_ROWS:
        raise unreadable(_("El archivo trae más de %(n)s filas: dividirlo.", n=MOST_ROWS))
    return rows


def sheet_of(kind: str, table: list[list[str]], numbers: list[int]) -> Sheet:
    """A table whose first row with at least two words holds its headings."""
    top = next((at for at, cells in enumerate(table) if sum(map(bool, cells)) > 1), None)
    if top is None:
        raise unreadable(_("No se encontró una fila con los nombres de las columnas."))
    headings = _named(table[top])
    if len(headings) > MOST_COLUMNS:
        raise unreadable(_("El archivo tiene más de %(n)s columnas.", n=MOST_COLUMNS))
    rows = [
        Row(number, _padded(cells, len(headings)))
        for cells, number in zip(table[top + 1 :], numbers[top + 1 :], strict=True)
        if any(cells)
    ]
    return Sheet(format=kind, headings=headings, rows=few_enough(rows))


def _named(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return [cell[:80] for cell in cells]


def _padded(cells: list[str], width: int) -> list[str]:
    kept = [cell[:LONGEST_CELL] for cell in cells[:width]]
    return kept + [""] * (width - len(kept))
