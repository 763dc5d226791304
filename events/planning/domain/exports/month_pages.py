"""The months of an agenda as they hang on a wall: words and colours, nothing left to decide."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from babel.dates import format_date, get_day_names

from events.planning.domain import days_off, when
from events.planning.domain.event import Event
from events.planning.domain.exports.selection import Selection
from events.planning.domain.month import Month, by_day, month_of
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

MOST_MONTHS: Final = 12
# Of each municipality, as everywhere else: for text and bars, and what lies behind.
COLOURS: Final = {
    "0108": ("#2c56a0", "#e2e9f7"),
    "0115": ("#a23b20", "#fae4db"),
    "0114": ("#0b6577", "#daeef1"),
    "0116": ("#46690f", "#e7f0d2"),
    "0110": ("#96286a", "#f8e1ee"),
    "0103": ("#7d5600", "#faecc8"),
}
ANOTHER: Final = ("#56605c", "#e9e6dd")


def pages(selection: Selection, events: Sequence[Event], *, public: bool) -> dict[str, Any]:
    """What the sheets show; `public` says only what anybody who passes by may read."""
    shown = [event for event in events if not public or _may_hang(event)]
    return {
        "locale": current_language(),
        "title": _("Actividades") if public else _("Agenda interna"),
        "months": [_month(month, shown, public=public) for month in _months(selection)],
        "weekdays": _weekdays(),
        "legend": _legend(shown),
        "marks": {
            "draft": _("Borrador"),
            "cancelled": _("Cancelada"),
            "page": _("Hoja"),
            # On the wall a month of drafts is not an empty month: nothing of it is public yet.
            "nothing": _("Nada publicado en este mes")
            if public
            else _("Nada planificado en este mes"),
        },
        "drafts": any(event.status == "draft" for event in shown),
        "cancelled": any(event.status == "cancelled" for event in shown),
    }


def _may_hang(event: Event) -> bool:
    secret = event.internal or event.internal_topic
    return not secret and event.status != "draft" and event.published_at is not None


def _months(selection: Selection) -> Iterator[Month]:
    month, last = month_of(selection.first), month_of(selection.last)
    for _number in range(MOST_MONTHS):
        yield month
        if month == last:
            return
        month = month.after


def _month(month: Month, events: Iterable[Event], *, public: bool) -> dict[str, Any]:
    happenings = [
        (when.local_day(e.starts_at, e.zone), when.last_day(e.ends_at, e.zone), e) for e in events
    ]
    days = by_day(month.sheet, happenings)
    sheet = [_day(day, month, held, public=public) for day, held in days.items()]
    locale = when.LOCALES[current_language()]
    pattern = {"es": "MMMM 'de' y", "en": "MMMM y"}[current_language()]
    return {
        "name": format_date(month.first, pattern, locale=locale).capitalize(),
        "weeks": [sheet[at : at + 7] for at in range(0, len(sheet), 7)],
        "empty": not any(day["events"] for day in sheet),
    }


def _day(day: date, month: Month, events: Sequence[Event], *, public: bool) -> dict[str, Any]:
    inside = day.month == month.number
    return {
        "number": day.day,
        "inside": inside,
        "holiday": days_off.holiday(day) if inside else None,
        "events": [_chip(event, day, public=public) for event in events] if inside else [],
    }


def _chip(event: Event, day: date, *, public: bool) -> dict[str, Any]:
    strong, soft = COLOURS.get(event.municipality, ANOTHER)
    first = when.local_day(event.starts_at, event.zone) == day
    hours = when.hours(event.starts_at, event.ends_at, event.zone)
    hidden = public and event.venue_confidential
    return {
        "hours": hours if first else _("sigue"),
        "title": event.public_title if public else event.title,
        "place": "" if hidden else event.venue_name or "",
        "municipality": event.municipality_name,
        "strong": strong,
        "soft": soft,
        "status": event.status,
    }


def _legend(events: Iterable[Event]) -> list[dict[str, str]]:
    places = {event.municipality: event.municipality_name for event in events}
    return [
        {"name": name, "strong": COLOURS.get(ine, ANOTHER)[0]}
        for ine, name in sorted(places.items(), key=lambda place: place[1])
    ]


def _weekdays() -> list[str]:
    names = get_day_names("wide", locale=when.LOCALES[current_language()])
    return [names[number].capitalize() for number in range(7)]
