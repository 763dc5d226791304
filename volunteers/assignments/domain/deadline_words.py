"""Until when somebody may answer, in the words of letters and pages alike."""

from datetime import datetime
from typing import Final

from babel.dates import format_date

from events.planning.domain import when
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

DAY: Final = {"es": "EEEE d 'de' MMMM", "en": "EEEE d MMMM"}


def by_when(instant: datetime, zone: str) -> str:
    """Such as «domingo 29 de noviembre a las 18:00»: whoever is asked knows the year."""
    language = current_language()
    day = format_date(
        when.local_day(instant, zone), DAY[language], locale=when.LOCALES[language]
    )  # fmt: skip
    return _("%(day)s a las %(hour)s", day=day, hour=when.hour(instant, zone))
