"""Phrases that letters about an event share: neutral, whatever the event is about."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date

from events.planning.domain import agenda, when
from notifications.domain.letter import Fact
from notifications.domain.notices.told import times
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.deadline_words import by_when
from volunteers.people.domain import words

DAY: Final = {"es": "EEEE d 'de' MMMM", "en": "EEEE d MMMM"}


def moment(event: agenda.Event) -> str:
    """Such as «sábado 5 de diciembre, 09:00», for a subject line."""
    return f"{day(event.starts_at, event.zone)}, {when.hour(event.starts_at, event.zone)}"


def day(instant: datetime, zone: str) -> str:
    """Such as «sábado 5 de diciembre»: whoever is told knows the year."""
    return named(instant.astimezone(ZoneInfo(zone)).date())


def named(local: date) -> str:
    """A day that is no moment, in the same words."""
    language = current_language()
    return format_date(local, DAY[language], locale=when.LOCALES[language])


def until(instant: datetime, zone: str) -> Fact:
    """By when somebody has to answer."""
    return Fact(_("Responder"), _("a más tardar el %(when)s", when=by_when(instant, zone)))


def through(last: date) -> Fact:
    """The last day that a question is about."""
    return Fact(_("Hasta el"), named(last))


def days_until(event: agenda.Event, at: datetime) -> int:
    """How many nights lie between, on the clocks of the place."""
    there = when.local_day(event.starts_at, event.zone)
    return (there - when.local_day(at, event.zone)).days


def reminder(event: agenda.Event, at: datetime) -> str:
    """The subject of a reminder, such as «Recordatorio: actividad mañana 09:00»."""
    hour = when.hour(event.starts_at, event.zone)
    match days_until(event, at):
        case 0:
            return _("Recordatorio: actividad hoy %(hour)s", hour=hour)
        case 1:
            return _("Recordatorio: actividad mañana %(hour)s", hour=hour)
    return _("Recordatorio: %(when)s", when=moment(event))


def facts(event: agenda.Event) -> tuple[Fact, ...]:
    """What, when and where."""
    there = (Fact(_("Dónde"), event.place),) if event.modality != "virtual" else ()
    online = (Fact(_("Reunión en línea"), event.meeting_url),) if event.meeting_url else ()
    return (
        Fact(_("Actividad"), event.public_title),
        Fact(_("Cuándo"), when.span(event.starts_at, event.ends_at, event.zone)),
        *there,
        *online,
    )


def public_facts(event: agenda.Event) -> tuple[Fact, ...]:
    """What, when and where, as far as everybody may know."""
    online = event.modality == "virtual"
    return (
        Fact(_("Actividad"), event.public_title),
        Fact(_("Cuándo"), when.span(event.starts_at, event.ends_at, event.zone)),
        Fact(_("Dónde"), _("En línea") if online else event.public_place),
    )


def before(event: agenda.Event, known: str | None) -> tuple[Fact, ...]:
    """When it was, where somebody was told so and it is another time now."""
    then = times(known) if known else None
    if then is None or (then.starts_at, then.ends_at) == (event.starts_at, event.ends_at):
        return ()
    return (Fact(_("Antes"), when.span(then.starts_at, then.ends_at, then.zone)),)


def part(role: str) -> Fact:
    """What the person does there."""
    return Fact(_("Tarea"), words.tasks()[role])
