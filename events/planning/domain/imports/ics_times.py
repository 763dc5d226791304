"""When a calendar's component happens."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component
from msgspec import Struct

from events.planning.domain.imports.ics_zones import Zones, local
from server.foundation.translation import gettext as _

DAY = timedelta(days=1)


class Times(Struct, frozen=True, kw_only=True):
    """When it begins, on the clocks of `zone`; how long it lasts; what was assumed."""

    starts: datetime
    lasts: timedelta
    zone: str
    whole_days: bool
    notes: list[str]


def times(component: Component, zones: Zones) -> Times | None:
    """When it happens, or None when that cannot be read."""
    notes: list[str] = []
    value = component.get("DTSTART")
    begins = moment(value, zones, notes)
    if begins is None:
        return None
    whole_days = not isinstance(value.dt, datetime)
    lasts = _lasts(component, begins, zones, notes, whole_days=whole_days)
    if lasts is None:
        return None
    if whole_days:
        notes.append(_("Dura todo el día."))
    zone = str(begins.tzinfo)
    return Times(starts=begins, lasts=lasts, zone=zone, whole_days=whole_days, notes=notes)


def moment(value: Any, zones: Zones, notes: list[str]) -> datetime | None:
    """The instant of a DTSTART, DTEND, RECURRENCE-ID or EXDATE in a zone that has a name."""
    told = getattr(value, "dt", None)
    tzid = str(getattr(value, "params", {}).get("TZID", ""))
    if not isinstance(told, date):
        return None
    if not isinstance(told, datetime):
        return datetime.combine(told, time.min, ZoneInfo(zones.floating))
    try:
        return _placed(told, tzid, zones, notes)
    except (OverflowError, ValueError):
        return None


def _placed(told: datetime, tzid: str, zones: Zones, notes: list[str]) -> datetime:
    if not tzid:
        if told.tzinfo is not None:
            return local(told, zones.house)
        _once(notes, _("La hora no dice de qué zona es: se tomó %(zone)s.", zone=zones.floating))
        return told.replace(tzinfo=ZoneInfo(zones.floating))
    zone = zones.of(tzid)
    if zone is not None:
        return told.replace(tzinfo=ZoneInfo(zone))
    clock = zones.clock(tzid)
    if clock is not None:
        _once(notes, _("La zona «%(name)s» se pasó a %(zone)s.", name=tzid, zone=zones.house))
        return local(told.replace(tzinfo=clock), zones.house)
    _once(
        notes, _("No se conoce la zona «%(name)s»: se tomó %(zone)s.", name=tzid, zone=zones.house)
    )
    return told.replace(tzinfo=ZoneInfo(zones.house))


def _once(notes: list[str], sentence: str) -> None:
    if sentence not in notes:
        notes.append(sentence)


def _lasts(
    component: Component, begins: datetime, zones: Zones, notes: list[str], *, whole_days: bool
) -> timedelta | None:
    """DTEND, DURATION, or what RFC 5545 §3.6.1 says of neither, but never nothing at all."""
    if "DTEND" in component:
        ends = moment(component["DTEND"], zones, notes)
        return None if ends is None else ends.astimezone(UTC) - begins.astimezone(UTC)
    told = getattr(component.get("DURATION"), "dt", None)
    if isinstance(told, timedelta):
        return told
    if "DURATION" in component:
        return None
    if whole_days:
        return DAY
    notes.append(_("No dice cuándo termina: se tomó una hora."))
    return timedelta(hours=1)
