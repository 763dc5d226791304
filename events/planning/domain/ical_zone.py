"""Describing a time zone's clock changes over the years that a calendar speaks of.

`Calendar.add_missing_timezones()` of icalendar 7.3 writes VTIMEZONEs that libical refuses, with
summer time an hour late; this one lists each change as its own observance (RFC 5545 §3.6.5).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vDatetime, vUTCOffset
from icalendar.prop import vInline

_BEGINNING = datetime(1970, 1, 1)  # noqa: DTZ001  VTIMEZONE onsets are local times by definition
_STRIDE = timedelta(days=7)  # no zone has changed its clock and back again within a week


@lru_cache(maxsize=256)
def vtimezone(zone: str, first_year: int, last_year: int) -> bytes:
    """One VTIMEZONE, right for every instant from `first_year` to the year after `last_year`.

    Raises ZoneInfoNotFoundError for a zone that IANA does not know.
    """
    place = ZoneInfo(zone)
    since = datetime(first_year, 1, 1, tzinfo=UTC) - timedelta(days=2)
    until = datetime(last_year + 2, 1, 1, tzinfo=UTC) + timedelta(days=2)
    component = Timezone()
    component["TZID"] = vInline(zone)
    then = since.astimezone(place)
    component.add_component(_observance(_BEGINNING, _offset(then), then))
    for before, after in _changes(place, since, until):
        onset = after.astimezone(UTC).replace(tzinfo=None) + _offset(before)
        component.add_component(_observance(onset, _offset(before), after))
    rendered: bytes = component.to_ical()
    return rendered


def _changes(
    place: ZoneInfo,
    since: datetime,
    until: datetime,
) -> Iterator[tuple[datetime, datetime]]:
    """The last second of the old rule and the first of the new one, for each change."""
    while since < until:
        following = since + _STRIDE
        if _rule(since, place) != _rule(following, place):
            first = _first_second(place, since, following)
            yield (first - timedelta(seconds=1)).astimezone(place), first.astimezone(place)
        since = following


def _first_second(place: ZoneInfo, old: datetime, new: datetime) -> datetime:
    """Halve the span until `new` is the first second of its rule."""
    while new - old > timedelta(seconds=1):
        middle = old + timedelta(seconds=(new - old) // timedelta(seconds=2))
        if _rule(middle, place) == _rule(old, place):
            old = middle
        else:
            new = middle
    return new


def _rule(instant: datetime, place: ZoneInfo) -> tuple[timedelta, bool, str | None]:
    local = instant.astimezone(place)
    return _offset(local), bool(local.dst()), local.tzname()


def _observance(
    onset: datetime,
    offset_before: timedelta,
    after: datetime,
) -> TimezoneStandard | TimezoneDaylight:
    observance = TimezoneDaylight() if after.dst() else TimezoneStandard()
    observance["DTSTART"] = vDatetime(onset)
    observance["TZOFFSETFROM"] = vUTCOffset(offset_before)
    observance["TZOFFSETTO"] = vUTCOffset(_offset(after))
    observance["TZNAME"] = vInline(after.tzname() or "")
    return observance


def _offset(local: datetime) -> timedelta:
    offset = local.utcoffset()
    assert offset is not None, "only aware times come here"
    return offset
