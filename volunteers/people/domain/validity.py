"""How long a credential holds, counted in whole days."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

SOON: Final = timedelta(days=30)


class Standing(StrEnum):
    """What a coordinator must know of a credential today."""

    MISSING = "missing"
    LAPSED = "lapsed"
    SOON = "soon"
    VALID = "valid"


def standing(valid_until: date | None, today: date) -> Standing:
    """How a credential stands that is valid through its last day; None means there is none."""
    if valid_until is None:
        return Standing.MISSING
    if valid_until < today:
        return Standing.LAPSED
    return Standing.SOON if valid_until - today <= SOON else Standing.VALID


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
