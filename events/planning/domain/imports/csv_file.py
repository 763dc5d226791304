"""Reading CSV as spreadsheets of all kinds write it."""

import csv
from io import StringIO
from typing import Final

from events.planning.domain.imports.rows import Sheet, sheet_of, unreadable
from server.foundation.plain_text import paragraphs
from server.foundation.translation import gettext as _

DELIMITERS: Final = (",", ";", "\t", "|")
SAMPLE: Final = 50


def read_csv(content: bytes) -> Sheet:
    """The rows of the file; raises Invalid when it is no table."""
    text = _decoded(content)
    first, _break, rest = text.partition("\n")
    told = first.strip().removeprefix('"').removesuffix('"')
    if told.lower().startswith("sep=") and len(told) == 5:
        return _sheet(rest, told[4], skipped=1)
    return _sheet(text, _delimiter(text), skipped=0)


def _decoded(content: bytes) -> str:
    """Excel writes UTF-16 or the code page of Windows where UTF-8 was not asked for."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The one that splits the first lines into most columns, and does it evenly."""
    lines = text.splitlines()[:SAMPLE]

    def evenness(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)]
        except csv.Error:
            return 0, 0
        widest = max(widths, default=0)
        return (sum(width == widest for width in widths) if widest > 1 else 0), widest

    return max(DELIMITERS, key=evenness)


def _sheet(text: str, delimiter: str, *, skipped: int) -> Sheet:
    if "\x00" in text:
        raise unreadable(_("El archivo no es una tabla de texto."))
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    table, numbers = [], []
    try:
        line = 0
        for row in reader:
            table.append([told(cell) for cell in row])
            numbers.append(line + 1 + skipped)
            line = reader.line_num
    except csv.Error as error:
        raise unreadable(_("El archivo no se puede leer como tabla.")) from error
    return sheet_of("csv", table, numbers)


def told(cell: str) -> str:
    """The words of a cell, without the apostrophe that keeps a spreadsheet from reckoning."""
    words = paragraphs(cell)
    unquoted = words.lstrip("'")
    guarded = words.startswith("'") and unquoted[:1] in {"=", "+", "-", "@"}
    return words[1:] if guarded else words
