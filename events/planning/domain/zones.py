"""Time zones to choose from: those of the neighbours first, then all of them by continent."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Final
from zoneinfo import available_timezones

from babel.dates import get_timezone_location
from msgspec import Struct

from events.planning.domain.when import LOCALES
from server.foundation.translation import current_language

HOME: Final = "America/Guatemala"
# Where the partners of organisations in Guatemala usually are.
USUAL: Final = (
    HOME,
    "America/El_Salvador",
    "America/Tegucigalpa",
    "America/Managua",
    "America/Costa_Rica",
    "America/Panama",
    "America/Mexico_City",
    "America/Bogota",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/London",
    "UTC",
)


OLD: Final = {"Brazil", "Canada", "Chile", "Etc", "Mexico", "SystemV", "US", "posix", "right"}


class Region(Struct, frozen=True):
    """Zones that are offered together; `name` is empty for the usual ones."""

    name: str
    zones: tuple[str, ...]


@cache
def known() -> frozenset[str]:
    """Every zone of the IANA database.

    The machine's own names, such as `localtime`, mean nothing elsewhere, nor to PostgreSQL.
    """
    return frozenset(available_timezones() - {"localtime"})


@cache
def regions() -> tuple[Region, ...]:
    """Every zone but the old names that stand for others, the usual ones first."""
    return (Region("", USUAL), *_continents())


def name(zone: str) -> str:
    """How people call it, such as «Nueva York»."""
    return _name(zone, current_language())


@cache
def _name(zone: str, language: str) -> str:
    if "/" not in zone:
        return zone
    return get_timezone_location(zone, locale=LOCALES[language], return_city=True)


def _continents() -> Iterator[Region]:
    kept = sorted(zone for zone in known() if "/" in zone and _continent(zone) not in OLD)
    for name, zones in groupby(kept, _continent):
        yield Region(name, tuple(zone for zone in zones if zone not in USUAL))


def _continent(zone: str) -> str:
    return zone.partition("/")[0]
