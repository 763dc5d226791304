"""A report as an Excel workbook whose cells are what they are: numbers, shares, days, words."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from events.outreach.domain.exports.report import Report
from events.outreach.domain.exports.workbook_sheets import Column, Sheet, Value, sheets
from events.planning.domain.exports.tables import guarded

HEAD: Final = PatternFill("solid", fgColor="2F5D4A")
WARNING: Final = PatternFill("solid", fgColor="FAE4DB")
SHAPES: Final = {"number": "#,##0", "rate": "#,##0.00", "share": "0.0%", "day": "yyyy-mm-dd"}
WIDTHS: Final = {
    "name": 46,
    "words": 70,
    "code": 24,
    "number": 14,
    "rate": 14,
    "share": 12,
    "day": 13,
}


def xlsx_of(report: Report) -> bytes:
    """A readme first, then a sheet for each table; nothing in it is ever run."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Convoca"
    book.properties.created = book.properties.modified = report.made_at.replace(tzinfo=None)
    for sheet in sheets(report):
        _drawn(book.create_sheet(sheet.name), sheet)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _drawn(page: Worksheet, sheet: Sheet) -> None:
    top = 1
    if sheet.mark:
        _marked(page, sheet.mark)
        top = 2
    _headed(page, sheet.columns, top)
    for line, row in enumerate(sheet.rows, start=top + 1):
        _filled(page, line, sheet.columns, row)
    page.freeze_panes = f"B{top + 1}"
    page.print_title_rows = f"1:{top}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _marked(page: Worksheet, mark: str) -> None:
    _write(page.cell(1, 1), mark)
    page.cell(1, 1).font = Font(bold=True, color="A23B20")
    page.cell(1, 1).fill = WARNING
    head = page.oddHeader
    assert head is not None, "a new sheet has a header"
    head.center.text = mark


def _headed(page: Worksheet, columns: Sequence[Column], line: int) -> None:
    for at, column in enumerate(columns, start=1):
        cell = page.cell(line, at)
        _write(cell, column.heading)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(at)].width = WIDTHS[column.shape]


def _filled(page: Worksheet, line: int, columns: Iterable[Column], row: Iterable[Value]) -> None:
    for at, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
        if value is None or value == "":
            continue
        cell = page.cell(line, at)
        _write(cell, value)
        cell.alignment = Alignment(wrap_text=column.shape in {"words", "name"}, vertical="top")
        if column.shape in SHAPES and not isinstance(value, str):
            cell.number_format = SHAPES[column.shape]


def _write(cell: Any, value: Value) -> None:
    assert isinstance(cell, Cell), "no cells are merged"
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", guarded(value))
        cell.data_type = "s"  # also what looks like a formula
        return
    cell.value = value
