"""A registration as the coordinator's page shows it: a number, never a person."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.reserving.seat_queue import Counts, Line
from events.planning.domain import when
from server.foundation.translation import gettext as _


class ShownLine(Struct, frozen=True, kw_only=True):
    """A line of the queue; `over` is one that can only be looked at."""

    id: UUID
    number: int
    people: int
    asked: str
    status: str
    tone: str
    icon: str
    note: str
    over: bool


def shown(line: Line, zone: str) -> ShownLine:
    """In words."""
    label, tone, icon = _statuses()[line.status]
    return ShownLine(
        id=line.id, number=line.number, people=line.people, asked=_moment(line.asked_at, zone),
        status=label, tone=tone, icon=icon, note=_note(line, zone),
        over=line.ended_at is not None,
    )  # fmt: skip


def offer_note(counts: Counts) -> str:
    """To whom the seats go that are offered."""
    if not counts.kept:
        return _("falta que acepten")
    if not counts.offered:
        return _("a un grupo incompleto")
    return _("%(n)s de ellos a un grupo incompleto", n=counts.kept)


def _statuses() -> dict[str, tuple[str, str, str]]:
    return {
        "confirmed": (_("Con lugar"), "good", "check"),
        "offered": (_("Lugar ofrecido"), "waiting", "clock"),
        "waiting": (_("En espera"), "neutral", "clock"),
        "cancelled": (_("De baja"), "cancelled", "x"),
        "lapsed": (_("No respondió"), "neutral", "minus"),
    }


def _note(line: Line, zone: str) -> str:
    if line.ended_at is not None:
        return _moment(line.ended_at, zone)
    if line.offered_until is None or line.status == "confirmed":
        return ""
    until = _moment(line.offered_until, zone)
    if line.status == "offered":
        return _("hasta %(when)s", when=until)
    return _("puede venir con menos personas, hasta %(when)s", when=until)


def _moment(moment: datetime, zone: str) -> str:
    return f"{when.short_day(moment, zone)}, {when.hour(moment, zone)}"
