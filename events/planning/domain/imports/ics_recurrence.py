"""Writing out a calendar's repetition: every occurrence becomes an event of its own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, Final
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Component, vRecur

from events.planning.domain.imports.ics_times import Times, moment
from events.planning.domain.imports.ics_zones import Zones

MOST_OCCURRENCES: Final = 200
# Without an end, a rule is followed for two years; nobody plans further, and it ends at last.
HORIZON: Final = timedelta(days=2 * 366)
FREQUENCIES: Final = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


def repeats(component: Component) -> bool:
    """Whether it happens more than once."""
    return "RRULE" in component or "RDATE" in component


def occurrences(component: Component, first: Times, zones: Zones) -> tuple[list[datetime], bool]:
    """When each begins, by time, and whether more would have followed; raises ValueError."""
    zone = ZoneInfo(first.zone)
    excluded = {each.astimezone(UTC) for each in _dates(component, "EXDATE", zones)}
    found = {first.starts.astimezone(UTC)}
    more = False
    if "RRULE" in component:
        ruled = list(islice(_ruled(component, first), MOST_OCCURRENCES + 1))
        more = len(ruled) > MOST_OCCURRENCES
        found |= {each.replace(tzinfo=zone).astimezone(UTC) for each in ruled[:MOST_OCCURRENCES]}
    found |= {each.astimezone(UTC) for each in islice(_dates(component, "RDATE", zones), 200)}
    return [each.astimezone(zone) for each in sorted(found - excluded)], more


def _ruled(component: Component, first: Times) -> Iterator[datetime]:
    """What the rule says on the clocks of its zone, within the horizon."""
    told: Any = component["RRULE"]
    rule = told[0] if isinstance(told, list) else told
    parts = {str(name).upper(): value for name, value in rule.items()}
    known = str(parts.get("FREQ", [""])[0]).upper() in FREQUENCIES
    if not known or int(parts.get("INTERVAL", [1])[0]) < 1:
        raise ValueError("nobody can follow this rule")
    begins = first.starts.replace(tzinfo=None)
    last = min(_until(parts.get("UNTIL"), first.zone, begins), begins + HORIZON)
    # A rule may count up to what never comes: only a last day ends every one of them.
    kept = {name: value for name, value in rule.items() if name not in {"UNTIL", "COUNT"}}
    written: bytes = vRecur(kept).to_ical()  # type: ignore[no-untyped-call]  # icalendar's
    times = rrulestr(f"{written.decode()};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=begins)
    yield from islice(times, int(parts.get("COUNT", [MOST_OCCURRENCES + 1])[0]))


def _until(told: Any, zone: str, begins: datetime) -> datetime:
    until = told[0] if isinstance(told, list) and told else told
    if isinstance(until, datetime):
        return until.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if until.tzinfo else until
    if isinstance(until, date):
        return datetime(until.year, until.month, until.day, 23, 59, 59)  # noqa: DTZ001 (local)
    return begins + HORIZON


def _dates(component: Component, name: str, zones: Zones) -> Iterator[datetime]:
    lists = component.get(name, [])
    for values in lists if isinstance(lists, list) else [lists]:
        for value in getattr(values, "dts", []):
            if not getattr(value, "params", {}).get("TZID") and hasattr(values, "params"):
                value.params = values.params
            found = moment(value, zones, [])
            if found is not None:
                yield found
