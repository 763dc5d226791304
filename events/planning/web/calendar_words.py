"""What a calendar page says about the span that it shows."""

from collections.abc import Iterable
from datetime import date

from babel.dates import format_date

from events.planning.domain import when
from events.planning.domain.calendar_events import Shown
from events.planning.domain.month import month_of
from events.planning.web import shown
from events.planning.web.calendar_address import CalendarAddress
from server.foundation.translation import current_language, ngettext
from server.foundation.translation import gettext as _


def title(address: CalendarAddress) -> str:
    """Such as «Diciembre de 2026» or «30 nov – 6 dic 2026»."""
    first, last = address.span
    if not address.weekly:
        return shown.month_name(month_of(first))
    if first.month == last.month:
        return f"{first.day}–{_short(last, 'd MMM y')}"
    return f"{_short(first, 'd MMM')} – {_short(last, 'd MMM y')}"


def lead(events: Iterable[Shown], address: CalendarAddress, zone: str) -> str:
    """How much the span holds, and how much of it is still a draft."""
    first, last = address.span
    held = [
        event.status
        for event in events
        if when.local_day(event.starts_at, zone) <= last
        and when.last_day(event.ends_at, zone) >= first
    ]
    if not held:
        return ""
    said = ngettext("%(n)s actividad", "%(n)s actividades", len(held))
    drafts = held.count("draft")
    if not drafts:
        return said
    unpublished = ngettext("%(n)s en borrador", "%(n)s en borrador", drafts)
    return f"{said}, {unpublished}"


def views() -> list[tuple[str, str, str]]:
    """The views by what they are called in an address, with a label and an icon."""
    return [
        ("mes", _("Mes"), "calendar"),
        ("semana", _("Semana"), "calendar-range"),
        ("agenda", _("Agenda"), "list"),
        ("municipios", _("Municipios"), "rows"),
        ("lugares", _("Lugares"), "map-pin"),
        ("personas", _("Personas"), "users"),
    ]


def statuses() -> list[tuple[str, str]]:
    """What an event can be, as (value, label)."""
    return [
        ("draft", _("Borrador")),
        ("published", _("Publicada")),
        ("closed", _("Cerrada")),
        ("cancelled", _("Cancelada")),
    ]


def _short(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=when.LOCALES[current_language()])
