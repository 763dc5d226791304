"""Figures as a CSV file that a spreadsheet opens with its accents, and runs nothing of."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Final

from msgspec import Struct

from events.outreach.domain.totals import Breakdown, Cell

# The columns are named for scripts, so they are the same in every language.
HEADER: Final = (
    "dimensión",
    "código",
    "nombre",
    "contactos",
    "personas_desde",
    "personas_hasta",
    "conteo",
    "registros",
    "nota",
)
TOTAL: Final = "total"
FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
CONTROLS: Final = ("\t", "\r", "\n")
INVISIBLE: Final = " \t\r\n\u00a0\u200b\u2060\ufeff"
BYTE_ORDER_MARK: Final = "\ufeff"


class Row(Struct, frozen=True, kw_only=True):
    """One line of a table; a cell that is None stays empty, and the note says why."""

    code: str
    name: str
    cell: Cell | None
    note: str = ""


class Table(Struct, frozen=True, kw_only=True):
    dimension: str
    rows: tuple[Row, ...]


def table_of(breakdown: Breakdown, *, dimension: str, names: Mapping[str, str]) -> Table:
    """List the cells in the order of `names`, then those it does not name, then the total.

    What `names` lists and nothing was counted for is a row of zeros.
    """
    cells = {**dict.fromkeys(names, Cell()), **breakdown.cells}
    rows = [Row(code=code, name=names.get(code, code), cell=cell) for code, cell in cells.items()]
    total = Row(code=TOTAL, name=names.get(TOTAL, "Total"), cell=breakdown.total)
    return Table(dimension=dimension, rows=(*rows, total))


def csv_of(tables: Iterable[Table]) -> bytes:
    """Write the tables below one another under one header: UTF-8 with a byte order mark, CRLF.

    Numbers are bare digits. A text that a spreadsheet would run as a formula gets an apostrophe.
    """
    page = StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(HEADER)
    writer.writerows(_fields(table.dimension, row) for table in tables for row in table.rows)
    return (BYTE_ORDER_MARK + page.getvalue()).encode()


def _fields(dimension: str, row: Row) -> list[str | int]:
    texts = map(inert, (dimension, row.code, row.name))
    return [*texts, *_numbers(row.cell), inert(row.note)]


def _numbers(cell: Cell | None) -> Iterator[str | int]:
    if cell is None:
        return iter([""] * 5)
    return iter([cell.contacts, cell.unique_from, cell.unique_to, cell.headcount, cell.check_ins])


def inert(text: str) -> str:
    # Spreadsheets skip what cannot be seen, and some break a field in two at a control character.
    risky = text.startswith(CONTROLS) or text.lstrip(INVISIBLE).startswith(FORMULA_STARTS)
    return f"'{text}" if risky else text
