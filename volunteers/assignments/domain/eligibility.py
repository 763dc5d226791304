"""Whether somebody can take a place at an event, with every reason why not.

Who leads must hold a valid lead qualification for at least one of the event's topics; who assists,
a valid one of either role. A qualification for a topic covers its sub-topics. An event without
topics asks for none. Qualification can be overridden by whoever invites; what is `hard` cannot.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import journeys, when
from events.planning.domain.journeys import Stay
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.people.domain import words

TAKEN: Final = frozenset({"invited", "accepted", "attended", "absent"})
LOOKED_AT: Final = 30  # days on either side of the event in which other places are load


class Held(Struct, frozen=True, kw_only=True):
    """A qualification for one of the event's topics, or for a topic that one belongs to."""

    role: str
    valid_until: date | None


class Verified(Struct, frozen=True, kw_only=True):
    """A RENAS clearance, valid through its last day."""

    verified_on: date
    valid_until: date


class Engagement(Struct, frozen=True, kw_only=True):
    """Another place that somebody was invited to or accepted; `title` is the public one.

    `road` are the minutes from its municipality, whose code is `ine`, to that of the event.
    """

    title: str
    municipality: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    ine: str
    venue: UUID | None = None
    virtual: bool = False
    road: int = 0


class Helper(Struct, frozen=True, kw_only=True):
    """What is known of a helper with regard to one event; `status` is that of their place there."""

    volunteer: UUID
    name: str
    home: str
    home_name: str
    qualifications: tuple[Held, ...] = ()
    clearances: tuple[Verified, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    status: str | None = None


class Place(Struct, frozen=True, kw_only=True):
    """What an event asks of whoever takes a role in it; days are those of its own clocks."""

    role: str
    municipality: str
    has_topics: bool
    minors: bool
    starts_at: datetime
    ends_at: datetime
    first_day: date
    last_day: date
    venue: UUID | None = None
    virtual: bool = False


class Reason(Struct, frozen=True):
    """Why not; `hard` is what nobody can override."""

    rule: str
    hard: bool
    sentence: str


def reasons_against(helper: Helper, place: Place) -> tuple[Reason, ...]:
    """Every reason why the helper cannot or should not take the place; none means eligible."""
    return tuple(
        Reason(rule, hard, sentence)
        for rule, hard, sentence in (
            ("already", True, _already(helper)),
            ("busy", True, _busy(helper, place)),
            ("travel", True, _too_far(helper, place)),
            ("not_cleared", True, _not_cleared(helper, place)),
            ("not_qualified", False, _not_qualified(helper, place)),
        )
        if sentence
    )


def load(helper: Helper) -> int:
    """How many other places they hold around the event."""
    return len(helper.engagements)


def _already(helper: Helper) -> str:
    if helper.status not in TAKEN:
        return ""
    if helper.status == "invited":
        return _("Ya tiene una invitación a esta actividad.")
    return _("Ya está en el equipo de esta actividad.")


def _busy(helper: Helper, place: Place) -> str:
    for other in helper.engagements:
        if journeys.overlap(_stay(place, place.municipality), _stay(other, other.ine)):
            return _(
                "A esa hora hay otro turno: «%(title)s» en %(place)s, %(span)s.", **_named(other)
            )
    return ""


def _too_far(helper: Helper, place: Place) -> str:
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


def _named(other: Engagement) -> dict[str, str]:
    span = when.span(other.starts_at, other.ends_at, other.zone)
    return {"title": other.title, "place": other.municipality, "span": span}


def _stay(at: Place | Engagement, municipality: str) -> Stay:
    return Stay(
        municipality=municipality, venue=at.venue,
        starts_at=at.starts_at, ends_at=at.ends_at, virtual=at.virtual,
    )  # fmt: skip


def _not_cleared(helper: Helper, place: Place) -> str:
    covering = any(
        one.verified_on <= place.first_day and place.last_day <= one.valid_until
        for one in helper.clearances
    )
    if not place.minors or covering:
        return ""
    if not helper.clearances:
        return _("Falta la constancia para trabajar con menores.")
    return _(
        "La constancia para trabajar con menores vale hasta el %(day)s y no cubre la fecha.",
        day=words.day(max(one.valid_until for one in helper.clearances)),
    )


def _not_qualified(helper: Helper, place: Place) -> str:
    fitting = [one for one in helper.qualifications if place.role in {"assistant", one.role}]
    if not place.has_topics or _covered(fitting, place.last_day):
        return ""
    if not fitting:
        lead = place.role == "lead"
        return (
            _("Falta formación para dirigir el tema.") if lead else _("Falta formación en el tema.")
        )
    latest = max(one.valid_until for one in fitting if one.valid_until)
    return _("La formación vale hasta el %(day)s y no cubre la fecha.", day=words.day(latest))


def _covered(held: Iterable[Held], day: date) -> bool:
    return any(one.valid_until is None or day <= one.valid_until for one in held)
