"""Lapses and shortages as their page shows them."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.lapses import Affected, Lapse
from volunteers.assignments.domain.shortages import Named, Supply
from volunteers.people.domain import words

ICONS: Final = {"clearance": "shield", "qualification": "diploma"}


class PlaceLine(Struct, frozen=True, kw_only=True):
    """An event that a lapse touches."""

    event: UUID
    title: str
    told: str
    status: str


class LapseLine(Struct, frozen=True, kw_only=True):
    """What lapses, of whom, and what it touches."""

    volunteer: UUID
    name: str
    icon: str
    what: str
    sentence: str
    places: list[PlaceLine]


class Where(Struct, frozen=True, kw_only=True):
    """A municipality in which something must be taught."""

    ine: str
    name: str
    sentence: str
    lapsing: list[Named]
    trainees: list[Named]


class Lesson(Struct, frozen=True, kw_only=True):
    """Something to teach, and where."""

    name: str
    icon: str
    places: list[Where]


def lapse_line(one: Lapse) -> LapseLine:
    """Such as «RENAS: venció el 3 de marzo; renovar al menos hasta el 9 de abril»."""
    return LapseLine(
        volunteer=one.volunteer,
        name=one.name,
        icon=ICONS[one.what],
        what=one.topic_name or words.records()["renas"],
        sentence=_sentence(one),
        places=[_place(place) for place in one.places],
    )


def lesson(what: str, name: str, places: Iterable[Supply]) -> Lesson:
    """What to teach where."""
    icon = "diploma" if what == "topic" else "message"
    return Lesson(name=name, icon=icon, places=[_where(place) for place in places])


def training_rows(short: Iterable[Supply]) -> list[list[str]]:
    """The same as lines of a table."""
    return [
        [
            one.name, one.municipality_name, str(one.events), str(one.missing),
            *(", ".join(each.name for each in told)
              for told in (one.people, one.lapsing, one.trainees)),
        ]
        for one in short
    ]  # fmt: skip


def _sentence(one: Lapse) -> str:
    needed = words.day(one.needed)
    if one.until is None:
        return _("No hay ninguna verificada; hace falta hasta el %(day)s.", day=needed)
    told = {"until": words.day(one.until), "day": needed}
    return _("Vale hasta el %(until)s; hace falta al menos hasta el %(day)s.", **told)


def _place(place: Affected) -> PlaceLine:
    role = words.roles()[place.role]
    day = when.short_day(place.starts_at, place.zone)
    return PlaceLine(
        event=place.event,
        title=place.title,
        told=f"{day} · {place.municipality_name} · {role}",
        status=place.status,
    )


def _where(one: Supply) -> Where:
    people = len(one.people)
    have = ngettext("%(n)s persona puede", "%(n)s personas pueden", people) if people else ""
    events = ngettext("%(n)s actividad", "%(n)s actividades", one.events)
    lacking = ngettext("falta %(n)s", "faltan %(n)s", one.missing)
    return Where(
        ine=one.municipality,
        name=one.municipality_name,
        sentence=" · ".join(
            part for part in (events, have or _("nadie puede todavía"), lacking) if part
        ),
        lapsing=list(one.lapsing),
        trainees=list(one.trainees),
    )
