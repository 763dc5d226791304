"""The agenda as a table for spreadsheets: CSV and XLSX."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from io import BytesIO, StringIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from events.planning.domain.imports.columns import COLUMNS
from server.foundation.translation import gettext as _

# A cell that begins like a formula could run when somebody opens the file.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
WIDTHS: Final = {
    "title": 42, "public_title": 34, "venue": 30, "topics": 40, "audiences": 30, "notes": 50,
    "meeting_url": 30, "details": 30, "materials": 34, "travel_note": 30, "uid": 44,
    "changed_at": 34, "date": 12, "start": 10, "end": 10, "end_date": 12, "capacity": 8, "cost": 10,
}  # fmt: skip
SHOWN: Final = tuple(column for column in COLUMNS if column.field != "duration")
NUMBERS: Final = {"capacity": "0", "cost": "#,##0.00"}


def csv_file(rows: Iterable[Mapping[str, str]]) -> bytes:
    """One line an event, with the mark that tells Excel the text is UTF-8."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([_(column.heading) for column in SHOWN])
    for row in rows:
        writer.writerow([guarded(row.get(column.field, "")) for column in SHOWN])
    return written.getvalue().encode("utf-8-sig")


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Any lines under any headings, as safe to open."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([guarded(each) for each in headings])
    writer.writerows([guarded(each) for each in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def guarded(words: str) -> str:
    """The words, with an apostrophe before what a spreadsheet would reckon with."""
    return f"'{words}" if words.lstrip("'").startswith(FORMULA) else words


def xlsx_file(rows: Sequence[Mapping[str, str]], readme: Sequence[str]) -> bytes:
    """A workbook with real dates, hours and numbers, and a sheet that explains it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = _("Agenda")
    _headed(sheet)
    for line, row in enumerate(rows, start=2):
        for at, column in enumerate(SHOWN, start=1):
            _fill(sheet.cell(line, at), column.field, row.get(column.field, ""))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(SHOWN))}{len(rows) + 1}"
    _explained(book, readme)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _headed(sheet: Any) -> None:
    for at, column in enumerate(SHOWN, start=1):
        cell = sheet.cell(1, at, _(column.heading))
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="2F5D4A")
        sheet.column_dimensions[get_column_letter(at)].width = WIDTHS.get(column.field, 18)
    sheet.freeze_panes = "B2"


def _fill(cell: Any, field: str, words: str) -> None:
    if not words:
        return
    value, shape = _typed(field, words)
    cell.value = value
    cell.alignment = Alignment(vertical="top", wrap_text="\n" in words)
    if shape:
        cell.number_format = shape
    else:
        cell.data_type = "s"  # also what looks like a formula


def _typed(field: str, words: str) -> tuple[Any, str]:
    """The value as the spreadsheet reckons with it, and how it is shown; words stay words."""
    if field in {"date", "end_date"}:
        return date.fromisoformat(words), "dd/mm/yyyy"
    if field in {"start", "end"} and len(words) == 5:
        return time.fromisoformat(words), "hh:mm"
    if field in NUMBERS:
        return float(words) if "." in words else int(words), NUMBERS[field]
    return guarded(words), ""


def _explained(book: Workbook, readme: Sequence[str]) -> None:
    sheet = book.create_sheet(_("Léeme"))
    sheet.column_dimensions["A"].width = 100
    for line, words in enumerate(readme, start=1):
        cell = sheet.cell(line, 1, words)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=line == 1)
