"""The staffing board as its page shows it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.board import Placed, Staffed, Week
from volunteers.assignments.domain.load_report import Carried
from volunteers.assignments.domain.risks import AtRisk
from volunteers.assignments.domain.staffing import Filled
from volunteers.assignments.web.load_shown import pending_words
from volunteers.assignments.web.shown import EventFace, face
from volunteers.people.domain import words

TONES: Final = {
    "attended": "good", "accepted": "good", "invited": "waiting", "proposed": "draft",
}  # fmt: skip


class Slot(Struct, frozen=True, kw_only=True):
    """A place: of somebody, or empty where `name` is; `label` says both for a screen reader."""

    role: str
    role_name: str
    name: str
    status: str
    tone: str


class BoardLine(Struct, frozen=True, kw_only=True):
    """An event on the board with its places."""

    event: EventFace
    slots: list[Slot]
    warning: str
    movable: bool


class BoardWeek(Struct, frozen=True, kw_only=True):
    """A week of the board; `anchor` is where the summary leads."""

    anchor: str
    title: str
    told: str
    lines: list[BoardLine]


class Cell(Struct, frozen=True, kw_only=True):
    """A municipality in a week: filled of needed, or nothing where nothing happens."""

    text: str
    pending: str
    tone: str
    href: str


class SummaryRow(Struct, frozen=True, kw_only=True):
    """A municipality over the weeks."""

    ine: str
    name: str
    cells: list[Cell]


class RiskLine(Struct, frozen=True, kw_only=True):
    """An event in danger, and why."""

    event: EventFace
    sentences: list[str]


class PersonChip(Struct, frozen=True, kw_only=True):
    """Somebody to be put on a place, with their load; `far` where others look after them."""

    id: UUID
    name: str
    home: str
    home_name: str
    load: str
    far: bool


def board_week(week: Week, at: datetime) -> BoardWeek:
    """A week, under the days it spans."""
    told = _covered(week.events)
    return BoardWeek(
        anchor=f"semana-{week.monday.isoformat()}",
        title=_("Semana del %(first)s al %(last)s", **_ends(week.monday)),
        told=" · ".join(words for words in (told, _pending(week.events)) if words),
        lines=[_line(one, at) for one in week.events],
    )


def summary(weeks: Sequence[Week]) -> list[SummaryRow]:
    """Municipalities by weeks, each cell with how much of what is needed was accepted."""
    names = {
        one.event.municipality: one.event.municipality_name for week in weeks for one in week.events
    }
    return [
        SummaryRow(ine=ine, name=name, cells=[_cell(week, ine) for week in weeks])
        for ine, name in sorted(names.items(), key=lambda pair: pair[1])
    ]


def heading(week: Week) -> str:
    """Such as «30 nov», the Monday."""
    return when.short_day(week.monday, "UTC").partition(" ")[2]


def risk_line(one: AtRisk) -> RiskLine:
    """An event in danger."""
    return RiskLine(event=face(one.staffed.event), sentences=[risk.sentence for risk in one.risks])


def person_chip(one: Carried, *, far: bool = False) -> PersonChip:
    """Somebody with their load beside the median of their network."""
    told = ngettext("%(n)s turno en 4 semanas", "%(n)s turnos en 4 semanas", one.ahead)
    beside = _("%(told)s; mediana %(median)s", told=told, median=one.median)
    return PersonChip(
        id=one.id,
        name=one.name,
        home=one.home,
        home_name=one.home_name,
        load=" · ".join(words for words in (beside, pending_words(one.pending)) if words),
        far=far,
    )


def _line(one: Staffed, at: datetime) -> BoardLine:
    taken = [_taken(person) for person in one.people]
    roles = (one.staffing.lead, one.staffing.assistant)
    empty = [slot for filled in roles for slot in [_empty(filled)] * one.empty(filled.role)]
    slots = sorted([*taken, *empty], key=lambda slot: slot.role != "lead")
    return BoardLine(
        event=face(one.event),
        slots=slots,
        warning=one.staffing.warning,
        movable=one.event.starts_at > at,
    )


def _taken(one: Placed) -> Slot:
    return Slot(
        role=one.role,
        role_name=words.roles()[one.role],
        name=one.name,
        status=one.status,
        tone=TONES[one.status],
    )


def _empty(filled: Filled) -> Slot:
    role = words.roles()[filled.role]
    return Slot(role=filled.role, role_name=role, name="", status="", tone="bad")


def _cell(week: Week, ine: str) -> Cell:
    here = [one for one in week.events if one.event.municipality == ine]
    if not here:
        return Cell(text="", pending="", tone="", href="")
    needed, filled = _sums(here)
    hoped = filled + sum(one.pending for one in here)
    tone = "good" if filled >= needed else "bad" if hoped * 2 < needed else "waiting"
    return Cell(
        text=f"{filled}/{needed}",
        pending=_pending(here),
        tone=tone,
        href=f"#semana-{week.monday.isoformat()}",
    )


def _covered(found: Sequence[Staffed]) -> str:
    needed, filled = _sums(found)
    return _("%(filled)s de %(needed)s lugares", filled=filled, needed=needed)


def _pending(found: Sequence[Staffed]) -> str:
    number = sum(one.pending for one in found)
    return ngettext("%(n)s por responder", "%(n)s por responder", number) if number else ""


def _sums(found: Sequence[Staffed]) -> tuple[int, int]:
    roles = [filled for one in found for filled in (one.staffing.lead, one.staffing.assistant)]
    return sum(it.needed for it in roles), sum(min(it.needed, it.accepted) for it in roles)


def _ends(monday: date) -> dict[str, str]:
    sunday = monday + timedelta(days=6)
    return {"first": when.short_day(monday, "UTC"), "last": when.short_day(sunday, "UTC")}
