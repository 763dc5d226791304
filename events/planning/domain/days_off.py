"""The public holidays of Guatemala, by name."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from holidays import country_holidays

from server.foundation.translation import current_language

SPOKEN: Final = {"es": "es", "en": "en_US"}


def holiday(day: date) -> str | None:
    """The holiday that `day` is, in the current language; None on any other day.

    A holiday that the law moves (Decreto 19-2018: the Army's day, to the nearest Monday) is told
    on the day that is off. Saints' days of single municipalities and half days (24 and 31
    December) are not known; the Assumption is off in the capital only, and told everywhere.
    """
    return _year(day.year, current_language()).get(day)


@lru_cache
def _year(year: int, language: str) -> Mapping[date, str]:
    # As a plain dict: the package's own computes other years when it is merely asked about them.
    return dict(country_holidays("GT", years=year, language=SPOKEN[language]))
