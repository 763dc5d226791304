"""When, how much and how somebody helps, as they said it and as pages show it."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from uuid import UUID

from msgspec import Struct

from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.people.domain import absences, availability, days_away, words
from volunteers.people.domain.days_away import Absence
from volunteers.people.domain.profiles import Profile
from volunteers.people.domain.week import Window


class Helping(Struct, frozen=True, kw_only=True):
    """What somebody said of their time and of how to reach them."""

    windows: list[Window]
    absences: list[Absence]


class Line(Struct, frozen=True):
    """A name and what is said of it."""

    name: str
    text: str


class AwayLine(Struct, frozen=True):
    """A stretch of days, and what was told that makes it up."""

    days: str
    told: tuple[UUID, ...]


async def helping(volunteer: UUID, *, today: date, by: Actor) -> Helping:
    """All that somebody said; raises NotFound or NotAllowed."""
    return Helping(
        windows=await availability.windows_of(volunteer, by=by),
        absences=await absences.absences_of(volunteer, since=today, by=by),
    )


def week_lines(windows: Iterable[Window]) -> list[Line]:
    """The days on which there is time; none means always."""
    names = words.weekdays()
    return [
        Line(names[day], ", ".join(words.hours(one.from_time, one.until_time) for one in those))
        for day, those in groupby(windows, key=lambda one: one.weekday)
    ]


def away_lines(told: Iterable[Absence]) -> list[AwayLine]:
    """The stretches of days."""
    return [
        AwayLine(words.stretch(one.first_day, one.last_day), one.told)
        for one in days_away.stretches(told)
    ]


def limit_lines(person: Profile) -> list[Line]:
    """How much and how far at most."""
    week, month, far = person.most_a_week, person.most_a_month, person.travel_minutes
    return [
        Line(_("Por semana"), _times(week)),
        Line(_("Por mes"), _times(month)),
        Line(_("Distancia"), _("Sin límite") if far is None else words.travel(far)),
    ]


def _times(most: int | None) -> str:
    if most is None:
        return _("Sin límite")
    return ngettext("%(n)s turno como mucho", "%(n)s turnos como mucho", most)
