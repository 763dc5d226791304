"""The time of an event in words, on the clocks of the place where it happens."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from server.foundation.translation import current_language

LOCALES: Final = {"es": "es_GT", "en": "en"}
LONG: Final = {"es": "EEEE d 'de' MMMM 'de' y", "en": "EEEE, d MMMM y"}
SHORT: Final = {"es": "EEE d MMM", "en": "EEE d MMM"}


def day(moment: datetime | date, zone: str) -> str:
    """Such as «sábado 5 de diciembre de 2026»."""
    language = current_language()
    return format_date(local_day(moment, zone), LONG[language], locale=LOCALES[language])


def short_day(moment: datetime | date, zone: str) -> str:
    """Such as «sáb 5 dic»."""
    language = current_language()
    return format_date(local_day(moment, zone), SHORT[language], locale=LOCALES[language])


def hour(moment: datetime, zone: str) -> str:
    """Such as «09:00», on a clock of 24 hours."""
    return format_time(moment, "HH:mm", tzinfo=ZoneInfo(zone), locale="es_GT")


def span(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Such as «sábado 5 de diciembre de 2026, 09:00–12:00»; with both days where there are two."""
    first, last = local_day(starts_at, zone), local_day(ends_at, zone)
    until = "" if first == last else f"{day(last, zone)}, "
    dash = " – " if until else "–"
    return f"{day(first, zone)}, {hour(starts_at, zone)}{dash}{until}{hour(ends_at, zone)}"


def local_day(moment: datetime | date, zone: str) -> date:
    """The day it is in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date() if isinstance(moment, datetime) else moment
