"""Hours as their page and their table show them."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.pages import NavigationItem
from volunteers.assignments.domain.hours_given import Served
from volunteers.assignments.domain.hours_grouped import Sum
from volunteers.assignments.domain.length import length
from volunteers.people.domain import words

ADDRESS: Final = "/turnos/horas"


class SumLine(Struct, frozen=True, kw_only=True):
    """One line of the sums; `certificate` is empty where it is nobody's."""

    name: str
    href: str
    hours: str
    events: int
    people: int
    absent: int
    untold: int
    certificate: str


class Total(Struct, frozen=True, kw_only=True):
    """All lines together."""

    hours: str
    people: int
    places: int
    untold: int


class Awaited(Struct, frozen=True, kw_only=True):
    """An event of which nobody has said yet whether some were there, and who they are."""

    event: UUID
    title: str
    told: str
    names: str


def address(path: str, form: Form, *, by: str) -> str:
    """The same days seen in another way."""
    return f"{path}?" + urlencode({"from": form.value("from"), "to": form.value("to"), "por": by})


def ways(form: Form, by: str) -> list[NavigationItem]:
    """The choice of what the hours are added up by."""
    labels = {"person": _("Por persona"), "network": _("Por RAC"), "project": _("Por proyecto")}
    return [
        NavigationItem(address(ADDRESS, form, by=way), label, "", way == by)
        for way, label in labels.items()
    ]


def total(found: Sequence[Served]) -> Total:
    """What came together in those days."""
    there = [one for one in found if one.status == "attended"]
    return Total(
        hours=length(sum(one.minutes for one in found)),
        people=len({one.volunteer for one in there}),
        places=len(there),
        untold=sum(one.untold for one in found),
    )


def line(one: Sum, by: str, form: Form) -> SumLine:
    """A sum, with the certificate where it is a person's."""
    person = by == "person"
    paper = address(f"{ADDRESS}/{one.key}/constancia.pdf", form, by=by) if person else ""
    return SumLine(
        name=one.name or _("Sin RAC"),
        href=f"/personas/{one.key}" if person else "",
        hours=length(one.minutes),
        events=one.events,
        people=one.people,
        absent=one.absent,
        untold=one.untold,
        certificate=paper if one.minutes else "",
    )


def awaited(found: Sequence[Served]) -> list[Awaited]:
    """The events of which somebody's place awaits a word, the last one first."""
    events: dict[UUID, list[Served]] = {}
    for one in reversed(found):
        if one.untold:
            events.setdefault(one.event, []).append(one)
    return [_awaited(places) for places in events.values()]


def headings() -> list[str]:
    """Of the table for spreadsheets."""
    return [
        _("Persona"), _("RAC"), _("Actividad"), _("Fecha"), _("Municipio"), _("Proyecto"),
        _("Papel"), _("Estado"), _("Minutos"),
    ]  # fmt: skip


def row(one: Served) -> Sequence[str]:
    """A place as a line of that table."""
    day = when.local_day(one.starts_at, one.zone).isoformat()
    states = {
        "attended": _("Asistió"),
        "absent": _("No asistió"),
        "accepted": _("Sin confirmar"),
    }
    return (
        one.name, one.network_name, one.title, day, one.municipality_name, one.project_name,
        words.roles()[one.role], states[one.status], str(one.minutes),
    )  # fmt: skip


def _awaited(places: Sequence[Served]) -> Awaited:
    first = places[0]
    day = when.short_day(first.starts_at, first.zone)
    return Awaited(
        event=first.event,
        title=first.title,
        told=f"{day} · {first.municipality_name}",
        names=", ".join(sorted(one.name for one in places)),
    )
