"""An event as pages show it: words, times and links, nothing to decide."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from babel.dates import format_date, get_day_names
from msgspec import Struct

from events.planning.domain import cancellations, when
from events.planning.domain.calendar_events import Shown
from events.planning.domain.days_off import holiday
from events.planning.domain.event import Event
from events.planning.domain.month import Month, by_day
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _


class EventLine(Struct, frozen=True, kw_only=True):
    """One line of an agenda."""

    id: UUID
    href: str
    title: str
    starts_iso: str
    weekday: str
    day: str
    month: str
    time: str
    place: str
    municipality_ine: str
    municipality: str
    kind: str
    icon: str
    kind_name: str
    status: str | None
    locked: bool = False
    soon: str | None = None


class Day(Struct, frozen=True, kw_only=True):
    """A day of the month sheet."""

    iso: str
    number: int
    weekday: str
    month: str | None
    today: bool
    outside: bool
    weekend: bool
    note: str | None
    add_label: str
    events: list[EventLine]


def line(event: Event | Shown, *, public: bool = False, today: date | None = None) -> EventLine:
    """The event in an agenda; in public words and without its state for everybody.

    With `today` it says whether it is today or tomorrow.
    """
    locale = when.LOCALES[current_language()]
    day = when.local_day(event.starts_at, event.zone)
    return EventLine(
        id=event.id,
        href=f"/agenda/{event.id}" if public else f"/eventos/{event.id}",
        title=event.public_title if public else event.title,
        starts_iso=event.starts_at.isoformat(),
        weekday=format_date(day, "EEE", locale=locale),
        day=str(day.day),
        month=format_date(day, "MMM", locale=locale),
        time=when.hours(event.starts_at, event.ends_at, event.zone),
        place="" if public and event.venue_confidential else event.venue_name or "",
        municipality_ine=event.municipality,
        municipality=event.municipality_name,
        kind=event.kind,
        icon=event.icon,
        kind_name=event.kind_name,
        status=None if public else event.status,
        locked=bool(event.venue_confidential) and not public,
        soon=_soon(day, today),
    )


def sheet(month: Month, events: Iterable[Event | Shown], *, today: date) -> list[Day]:
    """The days of a month with what happens on each."""
    happenings = [
        (when.local_day(e.starts_at, e.zone), when.last_day(e.ends_at, e.zone), line(e))
        for e in events
    ]
    days = by_day(month.sheet, happenings)
    return [_day(day, month, lines, today=today) for day, lines in days.items()]


def weekdays() -> list[str]:
    """Short names of the days, Monday first."""
    names = get_day_names("abbreviated", locale=when.LOCALES[current_language()])
    return [names[number] for number in range(7)]


def month_name(month: Month) -> str:
    """Such as «diciembre de 2026», with a capital."""
    pattern = {"es": "MMMM 'de' y", "en": "MMMM y"}[current_language()]
    return format_date(month.first, pattern, locale=when.LOCALES[current_language()]).capitalize()


def cancellation_reasons() -> list[tuple[str, str]]:
    """Why an event is called off, as (value, label)."""
    return cancellations.reasons()


def seen(text: str) -> datetime | None:
    """The revision that a form was filled in from."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _soon(day: date, today: date | None) -> str | None:
    if today is None:
        return None
    return {0: _("Hoy"), 1: _("Mañana")}.get((day - today).days)


def _day(day: date, month: Month, lines: list[EventLine], *, today: date) -> Day:
    locale = when.LOCALES[current_language()]
    spoken = {"es": "EEEE d 'de' MMMM", "en": "EEEE d MMMM"}[current_language()]
    return Day(
        iso=day.isoformat(),
        number=day.day,
        weekday=format_date(day, "EEEE", locale=locale),
        month=format_date(day, "MMM", locale=locale) if day.day == 1 else None,
        today=day == today,
        outside=day.month != month.number,
        weekend=day.weekday() >= 5,
        note=holiday(day),
        add_label=_("Nueva actividad el %(day)s", day=format_date(day, spoken, locale=locale)),
        events=lines,
    )
