"""What a rota does, week by week and event by event, as its page shows it."""

from datetime import date, timedelta
from itertools import groupby
from typing import Final

from msgspec import Struct

from events.planning.domain import when
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.board import monday_of
from volunteers.assignments.domain.rota.diff import CHANGES
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.rota.review import Entry, Look, Review
from volunteers.assignments.web.rota_gap_shown import GapFace, gaps
from volunteers.assignments.web.rota_shown import ADDRESS
from volunteers.assignments.web.shown import EventFace, face
from volunteers.people.domain import words

SYMBOLS: Final = {
    "kept": "check",
    "beside": "check",
    "new": "plus",
    "role": "swap",
    "out": "minus",
    "lost": "x",
}
VIEWS: Final = ("", "cambios", "faltan", "avisos")


class EntryFace(Struct, frozen=True, kw_only=True):
    """Somebody at an event; `change` is a code of `diff.Change`, `href` where it is changed."""

    name: str
    home: str
    home_name: str
    role: str
    load: str
    change: str
    word: str
    symbol: str
    status: str
    by_hand: bool
    against: tuple[str, ...]
    why: tuple[str, ...]
    way: int
    href: str


class LookFace(Struct, frozen=True, kw_only=True):
    """One event; `proposed` are those who can be asked there once the rota is published."""

    event: EventFace
    entries: list[EntryFace]
    gaps: list[GapFace]
    proposed: int


class WeekFace(Struct, frozen=True):
    """A week."""

    title: str
    looks: list[LookFace]


def weeks(review: Review, view: str, municipality: str, by: Actor) -> list[WeekFace]:
    """The events that a filter leaves, by week, with what `by` may do about empty places."""
    chosen = [look for look in review.looks if _shown(look, view, municipality)]
    repaired = review.rota.event
    if repaired and not view:
        chosen = [look for look in chosen if look.changes or look.event.id == repaired]
    return [
        WeekFace(_week(monday), [_look(look, review, by) for look in looks])
        for monday, looks in groupby(chosen, key=lambda look: monday_of(look.event))
    ]


def _shown(look: Look, view: str, municipality: str) -> bool:
    if municipality and look.event.municipality != municipality:
        return False
    if view == "cambios":
        return look.changes
    if view == "avisos":
        return any(entry.against for entry in look.entries)
    return bool(look.gaps) if view == "faltan" else True


def _week(monday: date) -> str:
    sunday = monday + timedelta(days=6)
    first, last = when.short_day(monday, "UTC"), when.short_day(sunday, "UTC")
    return _("Semana del %(first)s al %(last)s", first=first, last=last)


def _look(look: Look, review: Review, by: Actor) -> LookFace:
    rota = review.rota
    here = f"{ADDRESS}/{rota.id}/lugares/{look.event.id}"
    return LookFace(
        event=face(look.event),
        entries=[_entry(entry, look.event.municipality, here, rota) for entry in look.entries],
        gaps=gaps(look, review, by),
        proposed=_proposed(look) if rota.state == "published" else 0,
    )


def _entry(entry: Entry, municipality: str, here: str, rota: Rota) -> EntryFace:
    line = entry.line
    movable = rota.state == "draft" and not line.fixed and line.change in {*CHANGES, "kept"}
    editable = movable and line.change != "out"
    return EntryFace(
        name=entry.person.name,
        home=entry.person.home,
        home_name=entry.person.home_name,
        role=words.roles()[line.role],
        load=ngettext("%(n)s turno en total", "%(n)s turnos en total", entry.load),
        change=line.change,
        word=_words()[line.change],
        symbol="lock" if line.fixed else SYMBOLS[line.change],
        status=line.status,
        by_hand=line.by_hand,
        against=entry.against,
        why=entry.why,
        way=entry.way if entry.person.home != municipality else 0,
        href=f"{here}/{line.role}?persona={line.volunteer}" if editable else "",
    )


def _proposed(look: Look) -> int:
    return sum(entry.line.status == "proposed" for entry in look.entries)


def _words() -> dict[str, str]:
    return {
        "kept": _("Sigue"),
        "beside": _("Sigue"),
        "new": _("Entra"),
        "role": _("Cambia de papel"),
        "out": _("Sale"),
        "lost": _("Ya no está"),
    }
