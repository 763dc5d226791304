"""What a stretch of the calendar is called, such as «Enero – marzo de 2026»."""

from typing import Final

from babel.dates import format_date

from events.outreach.domain.equity.spans import Span
from events.planning.domain.when import LOCALES
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

WHOLE_YEAR: Final = (1, 12)


def called(stretch: Span) -> str:
    """Whole months of one year, by their names."""
    months, year = (stretch.first.month, stretch.last.month), stretch.last.year
    if months == WHOLE_YEAR:
        return str(year)
    locale = LOCALES[current_language()]
    first = format_date(stretch.first, "LLLL", locale=locale).capitalize()
    last = format_date(stretch.last, "LLLL", locale=locale)
    if months[0] == months[1]:
        return _("%(month)s de %(year)s", month=first, year=year)
    return _("%(first)s – %(last)s de %(year)s", first=first, last=last, year=year)
