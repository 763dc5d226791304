"""Reading our calendars as GNOME and KDE do, and judging them, with libical.

libical is the only independent checker of RFC 5545 and RFC 5546 that we found; Debian calls it
libical3 and Homebrew libical.
"""

import ctypes
import re
from ctypes.util import find_library
from datetime import UTC, datetime
from functools import cache
from typing import ClassVar, NamedTuple

_COMPLAINT = re.compile(r"^X-LIC-ERROR[^:]*:(.*)$", re.MULTILINE)


class Event(NamedTuple):
    summary: str
    starts_at: datetime
    ends_at: datetime


class _Time(ctypes.Structure):
    """struct icaltimetype of libical 3."""

    _fields_: ClassVar = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


def complaints(calendar: bytes) -> list[str]:
    """Every error of syntax, and every broken restriction of the component or its METHOD."""
    lib = _libical()
    component = _parse(calendar)
    try:
        lawful = bool(lib.icalrestriction_check(component))
        rendered = lib.icalcomponent_as_ical_string(component).decode()
    finally:
        lib.icalcomponent_free(component)
    found = _COMPLAINT.findall(rendered.replace("\r\n ", "").replace("\r\n", "\n"))
    return found if found or lawful else ["refused without a reason"]


def events(calendar: bytes) -> list[Event]:
    """The events, at the instants that the calendar's own VTIMEZONEs give."""
    lib = _libical()
    component = _parse(calendar)
    vevent = lib.icalcomponent_string_to_kind(b"VEVENT")
    found = []
    try:
        event = lib.icalcomponent_get_first_component(component, vevent)
        while event:
            found.append(_read(event))
            event = lib.icalcomponent_get_next_component(component, vevent)
    finally:
        lib.icalcomponent_free(component)
    return found


def _read(event: int) -> Event:
    lib = _libical()
    return Event(
        summary=lib.icalcomponent_get_summary(event).decode(),
        starts_at=_instant(lib.icalcomponent_get_dtstart(event)),
        ends_at=_instant(lib.icalcomponent_get_dtend(event)),
    )


def _instant(time: _Time) -> datetime:
    assert time.zone, "libical found no zone: the time is floating"
    return datetime.fromtimestamp(_libical().icaltime_as_timet_with_zone(time, time.zone), UTC)


def _parse(calendar: bytes) -> int:
    component: int | None = _libical().icalparser_parse_string(calendar)
    assert component, "libical found no calendar at all"
    return component


@cache
def _libical() -> ctypes.CDLL:
    name = find_library("ical") or "libical.so.3"
    lib = ctypes.CDLL(name)
    pointer, number = ctypes.c_void_p, ctypes.c_int
    for function, result, arguments in (
        ("icalparser_parse_string", pointer, [ctypes.c_char_p]),
        ("icalrestriction_check", number, [pointer]),
        ("icalcomponent_as_ical_string", ctypes.c_char_p, [pointer]),
        ("icalcomponent_free", None, [pointer]),
        ("icalcomponent_string_to_kind", number, [ctypes.c_char_p]),
        ("icalcomponent_get_first_component", pointer, [pointer, number]),
        ("icalcomponent_get_next_component", pointer, [pointer, number]),
        ("icalcomponent_get_summary", ctypes.c_char_p, [pointer]),
        ("icalcomponent_get_dtstart", _Time, [pointer]),
        ("icalcomponent_get_dtend", _Time, [pointer]),
        ("icaltime_as_timet_with_zone", ctypes.c_long, [_Time, pointer]),
        ("icalerror_set_errors_are_fatal", None, [number]),
    ):
        entry = getattr(lib, function)
        entry.restype, entry.argtypes = result, arguments
    lib.icalerror_set_errors_are_fatal(0)
    return lib
