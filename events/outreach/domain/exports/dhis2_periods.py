"""Stretches of days as DHIS2 spells them: 202607, 2026Q3, 2026S2, 2026."""

import re
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from events.outreach.domain.indicators.days import Days
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

SPELLING: Final = re.compile(r"(20\d\d)(?:-?(0[1-9]|1[0-2])|-?Q([1-4])|-?S([12]))?", re.IGNORECASE)
MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def period_of(first: date | None, last: date | None) -> str:
    """A whole month, quarter, half or year; raises Invalid for any other days."""
    months_held = _whole_months(first, last)
    if first is None or not months_held or (first.month - 1) % months_held:
        sentence = _("DHIS2 solo acepta un mes, un trimestre, un semestre o un año completos.")
        raise Invalid({"form": sentence})
    number = (first.month - 1) // months_held + 1
    return {
        MONTHS["month"]: f"{first:%Y%m}",
        MONTHS["quarter"]: f"{first.year}Q{number}",
        MONTHS["half"]: f"{first.year}S{number}",
        MONTHS["year"]: f"{first.year}",
    }[months_held]


def days_of(spelled: str, zone: str) -> Days:
    """The days of a period; also with a hyphen, as 2026-07; raises Invalid."""
    read = SPELLING.fullmatch(spelled.strip())
    if read is None:
        sentence = _("Escribir un periodo como 2026, 2026S2, 2026Q3 o 202607.")
        raise Invalid({"period": sentence})
    year, month, quarter, half = (int(part) if part else 0 for part in read.groups())
    length = 1 if month else 3 if quarter else 6 if half else 12
    number = month or quarter or half or 1
    first = date(year, length * (number - 1) + 1, 1)
    return Days(first, first + relativedelta(months=length, days=-1), zone)


def _whole_months(first: date | None, last: date | None) -> int:
    """How many months these days are, if DHIS2 has a word for so many; 0 for any other days."""
    if first is None or last is None or first.day != 1:
        return 0
    after = last + timedelta(days=1)
    held = (after.year - first.year) * 12 + after.month - first.month
    return held if after.day == 1 and held in MONTHS.values() else 0
