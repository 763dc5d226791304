"""Reading the first sheet of a workbook that holds a table."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from events.planning.domain.imports.csv_file import told
from events.planning.domain.imports.rows import (
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    sheet_of,
    unreadable,
)
from events.planning.domain.imports.xlsx_weight import broken, weigh
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _


def read_xlsx(content: bytes) -> Sheet:
    """The rows of the first sheet with headings; formulas count as what they last came to.

    Raises Invalid for a file that is no workbook, is protected, or unfolds into too much.
    """
    try:
        weigh(content)
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return _first_table(book.worksheets)
        finally:
            book.close()
    except Invalid:
        raise
    except Exception as error:  # a broken workbook breaks the library anywhere
        raise broken() from error


def _first_table(sheets: Iterable[Any]) -> Sheet:
    refusal = unreadable(_("El libro no tiene hojas."))
    for sheet in sheets:
        # The size that the file claims for itself may be a lie in both directions.
        sheet.reset_dimensions()
        try:
            return _table(sheet)
        except Invalid as nothing:
            refusal = nothing
    raise refusal


def _table(sheet: Any) -> Sheet:
    table, numbers, empty = [], [], 0
    rows = sheet.iter_rows(max_row=MOST_ROWS * 2, max_col=MOST_COLUMNS + 1, values_only=True)
    for number, values in enumerate(rows, start=1):
        cells = [_words(value) for value in values]
        empty = 0 if any(cells) else empty + 1
        if empty > 1000:  # formatted emptiness down to the last line
            break
        table.append(cells)
        numbers.append(number)
    return sheet_of("xlsx", table, numbers)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return told(_moment(value) or str(value))


def _moment(value: Any) -> str:
    """Dates and hours as ISO 8601 writes them; a date at midnight is only a date."""
    if isinstance(value, datetime):
        whole = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return str(whole.date()) if whole.time() == time.min else whole.isoformat(" ")
    if isinstance(value, time):
        return str(value.replace(microsecond=0))
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(value) if isinstance(value, date) else ""
