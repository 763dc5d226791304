"""Certificates as a PDF with a line for the name, which is written on it elsewhere."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import typst
from babel.dates import format_date
from msgspec import Struct

from events.attendance.domain import qr
from events.attendance.domain.learning.certificates import Course
from events.planning.domain.when import LOCALES
from server.foundation.translation import current_language, ngettext
from server.foundation.translation import gettext as _

TEMPLATE: Final = Path(__file__).parents[4] / "templates" / "attendance" / "certificate.typ"
DEEP: Final = "#17594a"
PAGE_WIDTH: Final = 792.0
PAGE_HEIGHT: Final = 612.0
LINE_FROM_TOP: Final = 258.0
LINE_LENGTH: Final = 510.0
LETTERS_ABOVE: Final = 7.0
MOST_COPIES: Final = 500


class NamePlace(Struct, frozen=True):
    """Where the name belongs, in points from the lower left corner: centred, on a baseline."""

    centre: float = PAGE_WIDTH / 2
    baseline: float = PAGE_HEIGHT - LINE_FROM_TOP + LETTERS_ABOVE
    width: float = LINE_LENGTH - 12


def sheet(course: Course, *, issued: date, address: str, copies: int = 1) -> bytes:
    """As many pages as copies, in the current language; `address` proves that they are ours."""
    words = {**_words(course, issued), "copies": copies, "qr": qr.svg(address)}
    return typst.compile(TEMPLATE, sys_inputs={"data": json.dumps(words)}, ignore_system_fonts=True)


def extent(course: Course) -> str:
    """How long the programme was, such as «5 sesiones, 15 horas»."""
    sessions = ngettext("%(n)s sesión", "%(n)s sesiones", course.sessions)
    hours = ngettext("%(n)s hora", "%(n)s horas", max(1, round(course.hours)))
    return f"{sessions}, {hours}"


def dates(course: Course) -> str:
    """When it was held, such as «del 3 de marzo al 21 de abril de 2026»."""
    if course.first_day == course.last_day:
        return long_day(course.first_day)
    return _(
        "del %(first)s al %(last)s",
        first=long_day(course.first_day),
        last=long_day(course.last_day),
    )


def long_day(day: date) -> str:
    """Such as «3 de marzo de 2026»."""
    return format_date(day, "long", locale=LOCALES[current_language()])


def _words(course: Course, issued: date) -> dict[str, Any]:
    return {
        "locale": current_language(),
        "colour": DEEP,
        "title": _("Diploma"),
        "place": course.municipality_name,
        "given_to": _("se otorga a"),
        "line_top": f"{LINE_FROM_TOP}pt",
        "line_length": f"{LINE_LENGTH}pt",
        "reason": _("por haber completado"),
        "name": course.public_name,
        "extent": extent(course),
        "dates": dates(course),
        "signatures": [_("Coordinación"), _("Facilitación")],
        "check": _("Para comprobarlo"),
        "issued": long_day(issued),
    }
