"""The file of a report, in whichever format was asked for, and how it is called."""

import asyncio
import re
from collections.abc import Callable
from typing import Final

from events.outreach.domain.exports.dhis2 import dhis2_of
from events.outreach.domain.exports.figures_csv import csv_of
from events.outreach.domain.exports.iati import iati_of
from events.outreach.domain.exports.report import Report
from events.outreach.domain.exports.report_pdf import pdf_of
from events.outreach.domain.exports.workbook import xlsx_of
from events.planning.domain import discretion
from server.foundation.errors import Conflict
from server.foundation.translation import gettext as _

INTERNAL: Final = ("xlsx", "csv", "pdf")
RELEASED: Final = ("pdf", "xlsx", "csv", "dhis2", "iati")
MEDIA_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "dhis2": "application/json",
    "iati": "application/xml",
    "zip": "application/zip",
}
ENDINGS: Final = {"dhis2": "dhis2.json", "iati": "iati.xml"}
MAKERS: Final[dict[str, Callable[[Report], bytes]]] = {
    "csv": csv_of, "xlsx": xlsx_of, "pdf": pdf_of, "dhis2": dhis2_of, "iati": iati_of,
}  # fmt: skip
FOR: Final = {"internal": "interno", "donor": "donante", "public": "publico"}
NO_NAME: Final = re.compile(r"[^a-z0-9]+")

# Two of these at once are enough for any house; a third waits for its turn.
_making: Final = asyncio.Semaphore(2)


async def file_of(report: Report, kind: str) -> bytes:
    """The report as csv, xlsx, pdf, dhis2 or iati, in the language being spoken.

    Raises Conflict for what is never made of internal figures, Invalid where a format cannot say
    it.
    """
    if report.internal and kind not in INTERNAL:
        raise only_released()
    async with _making:
        return await asyncio.to_thread(MAKERS[kind], report)


def only_released() -> Conflict:
    """What is said to whoever asks for a file that internal figures never go into."""
    return Conflict(_("Ese archivo se hace solo de una publicación."))


def file_name(report: Report, kind: str) -> str:
    """A name that gives nothing away but whom it is for, the project's short name and the days."""
    days = "-".join(str(day) for day in (report.days.first, report.days.last) if day)
    words = [
        word for word in ("convoca-alcance", FOR[report.readers], _project(report), days) if word
    ]
    return f"{'-'.join(words)}.{ENDINGS.get(kind, kind)}"


def _project(report: Report) -> str:
    slug = NO_NAME.sub("-", report.work.slug).strip("-")
    return "proyecto" if discretion.sensitive_word(slug) else slug or "todos"
