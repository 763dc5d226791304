"""The time of an event in words, on the clocks of the place where it happens."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

LOCALES: Final = {"es": "es_GT", "en": "en_GB"}
LONG: Final = {"es": "EEEE d 'de' MMMM 'de' y", "en": "EEEE, d MMMM y"}
SHORT: Final = {"es": "EEE d MMM", "en": "EEE d MMM"}
INSTANT: Final = timedelta(microseconds=1)  # what lasts until midnight is not on the next day


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


def hours(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Such as «09:00–12:00», «20:00–24:00» or «todo el día»; with the last day if it is another."""
    first, last = local_day(starts_at, zone), last_day(ends_at, zone)
    if _whole_days(starts_at, ends_at, zone):
        return _("todo el día") if first == last else _until(short_day(last, zone))
    if first == last:
        return f"{hour(starts_at, zone)}–{_closing(ends_at, zone)}"
    return f"{hour(starts_at, zone)} – {short_day(last, zone)}, {_closing(ends_at, zone)}"


def span(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Such as «sábado 5 de diciembre de 2026, 09:00–12:00»; with both days where there are two."""
    first, last = local_day(starts_at, zone), last_day(ends_at, zone)
    if first == last:
        return f"{day(first, zone)}, {hours(starts_at, ends_at, zone)}"
    if _whole_days(starts_at, ends_at, zone):
        return f"{day(first, zone)} – {day(last, zone)}"
    return (
        f"{day(first, zone)}, {hour(starts_at, zone)} – "
        f"{day(last, zone)}, {_closing(ends_at, zone)}"
    )


def last_day(ends_at: datetime, zone: str) -> date:
    """The last day in `zone` of what ends then: midnight belongs to the day before."""
    return local_day(ends_at - INSTANT, zone)


def local_day(moment: datetime | date, zone: str) -> date:
    """The day it is in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date() if isinstance(moment, datetime) else moment


def _closing(ends_at: datetime, zone: str) -> str:
    return "24:00" if _midnight(ends_at, zone) else hour(ends_at, zone)


def _whole_days(starts_at: datetime, ends_at: datetime, zone: str) -> bool:
    return _midnight(starts_at, zone) and _midnight(ends_at, zone)


def _midnight(moment: datetime, zone: str) -> bool:
    return moment.astimezone(ZoneInfo(zone)).time() == time()


def _until(last: str) -> str:
    return _("hasta el %(day)s", day=last)
