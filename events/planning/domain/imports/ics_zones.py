"""Finding out which zone a calendar means by the name it uses for it."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Component, Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from events.planning.domain import zones
from events.planning.domain.imports.ics_parts import parsed, words


class Zones:
    """The zones that a file speaks of; what it leaves open is meant where the house stands."""

    def __init__(self, described: Iterable[str], *, house: str, calendar: str = "") -> None:
        self.house = house
        self.floating = known(calendar) or house
        self._described: dict[str, Component] = {}
        for text in described:
            component = parsed(text)
            if component is not None and words(component, "TZID"):
                self._described[words(component, "TZID")] = component

    def of(self, tzid: str) -> str | None:
        """The IANA name of a TZID, by itself or by what its description says."""
        component = self._described.get(tzid)
        located = words(component, "X-LIC-LOCATION") if component is not None else ""
        return known(tzid) or known(located)

    def clock(self, tzid: str) -> tzinfo | None:
        """How a zone without a known name is described in the file, if it is."""
        component = self._described.get(tzid)
        try:
            return component.to_tz() if isinstance(component, Timezone) else None
        except Exception:  # noqa: BLE001  descriptions are as odd as their names
            return None


@cache
def known(name: str) -> str | None:
    """The IANA name behind such as `/maker.test/Olson/America/Guatemala` or Windows' own."""
    name = name.strip().strip('"')
    if name in WINDOWS_TO_OLSON:
        return str(WINDOWS_TO_OLSON[name])
    parts = name.strip("/").split("/")
    tails = ("/".join(parts[at:]) for at in range(len(parts)))
    return next((tail for tail in tails if tail in zones.known()), None)


def local(moment: datetime, zone: str) -> datetime:
    """The instant on the clocks of a zone."""
    return moment.astimezone(ZoneInfo(zone))
