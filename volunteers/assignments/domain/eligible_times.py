"""When somebody cannot or should not come: hours, days away, other places, and how many of them."""

from collections.abc import Iterable

from events.planning.domain import journeys, when
from events.planning.domain.journeys import Stay
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.helper_facts import Engagement, Helper, Part, Place
from volunteers.people.domain import words
from volunteers.people.domain.week import Window, merged


def away(helper: Helper, place: Place) -> str:
    """An absence touches a day of the event."""
    gone = any(
        one.first_day <= part.day <= one.last_day for one in helper.absences for part in place.parts
    )
    return _("Avisó que en esa fecha no está.") if gone else ""


def unavailable(helper: Helper, place: Place) -> str:
    """A part of the event does not lie within the hours in which they have time."""
    if not helper.windowed:
        return ""
    for part in place.parts:
        hours = merged(one for one in helper.windows if one.weekday == part.weekday)
        if not any(_holds(window, part) for window in hours):
            return _outside(part, hours) if helper.ours else _("A esa hora no tiene tiempo.")
    return ""


def busy(helper: Helper, place: Place) -> str:
    """They are needed elsewhere at the same time."""
    here = _stay(place, place.municipality)
    for other in helper.engagements:
        if journeys.overlap(here, _stay(other, other.ine)):
            return _(
                "A esa hora hay otro turno: «%(title)s» en %(place)s, %(span)s.", **_named(other)
            )
    return ""


def on_the_road(helper: Helper, place: Place) -> str:
    """The time between two places is shorter than the journey."""
    here = _stay(place, place.municipality)
    for other in helper.engagements:
        there = _stay(other, other.ine)
        short = 0 if journeys.overlap(here, there) else journeys.short(here, there, other.road)
        if short:
            return ngettext(
                "Falta %(n)s minuto de camino para otro turno: «%(title)s» en %(place)s, %(span)s.",
                "Faltan %(n)s minutos de camino para otro turno: «%(title)s» en %(place)s,"
                " %(span)s.",
                short,
                **_named(other),
            )
    return ""


def week_full(helper: Helper, _place: Place) -> str:
    """They have as many places in the week, from Monday, as they want."""
    most, held = helper.limits.most_a_week, helper.this_week
    if most is None or held < most:
        return ""
    if not helper.ours:
        return _("Ya tiene los turnos que puede tomar esa semana.")
    return ngettext(
        "Esa semana ya tiene %(n)s turno, y son %(most)s como mucho.",
        "Esa semana ya tiene %(n)s turnos, y son %(most)s como mucho.",
        held,
        most=most,
    )


def month_full(helper: Helper, _place: Place) -> str:
    """They have as many places in the calendar month as they want."""
    most, held = helper.limits.most_a_month, helper.this_month
    if most is None or held < most:
        return ""
    if not helper.ours:
        return _("Ya tiene los turnos que puede tomar ese mes.")
    return ngettext(
        "Ese mes ya tiene %(n)s turno, y son %(most)s como mucho.",
        "Ese mes ya tiene %(n)s turnos, y son %(most)s como mucho.",
        held,
        most=most,
    )


def _holds(window: Window, part: Part) -> bool:
    begins, ends = window.minutes
    return begins <= part.starts and part.ends <= ends


def _outside(part: Part, windows: Iterable[Window]) -> str:
    weekday = words.weekday(part.weekday)
    hours = ", ".join(words.hours(window.from_time, window.until_time) for window in windows)
    if not hours:
        return _("No suele tener tiempo el %(weekday)s.", weekday=weekday)
    return _(
        "No cabe en las horas que suele tener el %(weekday)s: %(hours)s.",
        weekday=weekday, hours=hours,
    )  # fmt: skip


def _named(other: Engagement) -> dict[str, str]:
    span = when.span(other.starts_at, other.ends_at, other.zone)
    return {"title": other.title, "place": other.municipality, "span": span}


def _stay(at: Place | Engagement, municipality: str) -> Stay:
    return Stay(
        municipality=municipality, venue=at.venue,
        starts_at=at.starts_at, ends_at=at.ends_at, virtual=at.virtual,
    )  # fmt: skip
