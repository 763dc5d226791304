"""When something was, on the clocks of the installation, as its people say it."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from server.foundation.translation import current_language

LOCALES: Final = {"es": "es_GT", "en": "en_GB"}


def day(at: datetime, zone: str) -> str:
    """Such as «5 dic 2026»."""
    local = at.astimezone(ZoneInfo(zone)).date()
    return format_date(local, "d MMM y", locale=LOCALES[current_language()])


def moment(at: datetime | None, zone: str) -> str:
    """Such as «5 dic 2026, 09:00»; nothing where it never was."""
    if at is None:
        return ""
    hour = format_time(at, "HH:mm", tzinfo=ZoneInfo(zone), locale=LOCALES["es"])
    return f"{day(at, zone)}, {hour}"
