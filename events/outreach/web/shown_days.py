"""Days and stretches in words, as the heads of figures name them."""

from datetime import date

from babel.dates import format_date

from events.outreach.domain.equity.spans import Span
from events.planning.domain.when import LOCALES
from server.foundation.translation import current_language


def day(moment: date) -> str:
    """Such as «1 ene 2026»."""
    return _said(moment, "d MMM y")


def days(span: Span) -> str:
    """Such as «1 jul – 22 ago 2026»."""
    first = day(span.first) if span.first.year != span.last.year else _said(span.first, "d MMM")
    return f"{first} – {day(span.last)}"


def stretch(span: Span, *, by_month: bool) -> str:
    """Such as «T3», or «ago»."""
    return _said(span.first, "LLL" if by_month else "QQQ").rstrip(".")


def month(first: date) -> str:
    """Such as «ago 26»."""
    return _said(first, "LLL yy")


def _said(moment: date, pattern: str) -> str:
    return format_date(moment, pattern, locale=LOCALES[current_language()])
