"""Weighing a workbook before it is unpacked: a few kilobytes of zip can unfold into gigabytes."""

import re
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from events.planning.domain.imports.rows import unreadable
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

MEGABYTE: Final = 1024 * 1024
MOST_UNPACKED: Final = 40 * MEGABYTE
MOST_PARTS: Final = 1_000
MOST_RATIO: Final = 200
"""How many times its size a file may unfold into; tables of repeated words reach 50."""
MOST_ASIDE: Final = 2 * MEGABYTE
"""For styles and whatever else is read whole before the first row."""
MOST_ELEMENTS: Final = 1_500_000
"""20,000 rows of 25 columns, a cell of words being three; each costs far more than its bytes."""
MOST_ELEMENTS_ASIDE: Final = 60_000
TABLES: Final = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
PICTURES: Final = re.compile(r"xl/media/[^/]+\.(png|jpe?g|gif|bmp|emf|wmf)", re.IGNORECASE)


def weigh(content: bytes) -> None:
    """Raise Invalid for what is no workbook, or unfolds into more than a table of ours can be."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            if _too_large(packed.infolist(), len(content)) or _too_many_elements(packed):
                raise unreadable(_("El libro de Excel es demasiado grande."))
    except BadZipFile as error:
        raise broken() from error


def broken() -> Invalid:
    """The refusal of a workbook that cannot be read."""
    return unreadable(_("El libro de Excel no se puede leer. Guardarlo como .xlsx o CSV."))


def _too_large(parts: list[ZipInfo], sent: int) -> bool:
    weight = sum(part.file_size for part in parts)
    return (
        len(parts) > MOST_PARTS
        or weight > min(MOST_UNPACKED, MOST_RATIO * sent)
        or any(part.file_size > MOST_ASIDE for part in parts if _is_aside(part))
    )


def _is_aside(part: ZipInfo) -> bool:
    return not TABLES.fullmatch(part.filename) and not PICTURES.fullmatch(part.filename)


def _too_many_elements(packed: ZipFile) -> bool:
    every = 0
    for part in packed.infolist():
        elements = _elements(packed, part)
        every += elements
        if every > MOST_ELEMENTS or (_is_aside(part) and elements > MOST_ELEMENTS_ASIDE):
            return True
    return False


def _elements(packed: ZipFile, part: ZipInfo) -> int:
    # Of a part no more is unpacked than its size says, whatever is in it.
    with packed.open(part) as unpacked:
        pieces = iter(lambda: unpacked.read(MEGABYTE), b"")
        return sum(piece.count(b"<") - piece.count(b"</") for piece in pieces)
