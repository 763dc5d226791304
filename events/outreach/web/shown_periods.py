"""Periods as their pages show them: days and states in words, nothing to decide."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.equity.spans import Span
from events.outreach.domain.periods.book import Period
from events.outreach.domain.periods.readiness import is_over
from events.outreach.web import shown_days
from events.planning.domain import when
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


class PeriodLine(Struct, frozen=True, kw_only=True):
    """A period; its `state` is coming, running, open, ready or closed."""

    id: UUID
    project: str
    days: str
    state: str
    said: str
    """The state in words."""
    tone: str
    symbol: str
    note: str


class ProjectPeriods(Struct, frozen=True):
    """The periods of a project, the latest first."""

    name: str
    periods: list[PeriodLine]


def by_project(periods: Sequence[Period], at: datetime, zone: str) -> list[ProjectPeriods]:
    """Every project with its periods, in their order."""
    together = groupby(periods, key=lambda period: (period.project, period.project_name))
    return [
        ProjectPeriods(name, [line(period, at, zone) for period in found])
        for (_project, name), found in together
    ]


def line(period: Period, at: datetime, zone: str) -> PeriodLine:
    """One of them."""
    state = _state(period, at, zone)
    said, tone, symbol = {
        "coming": (_("Por venir"), "neutral", "calendar"),
        "running": (_("En curso"), "calm", "clock"),
        "open": (_("Faltan registros"), "waiting", "alert"),
        "ready": (_("Listo para cerrar"), "good", "check"),
        "closed": (_("Cerrado"), "neutral", "lock"),
    }[state]
    return PeriodLine(
        id=period.id, project=period.project_name, days=days(period), state=state, said=said,
        tone=tone, symbol=symbol, note=_note(period, state, zone),
    )  # fmt: skip


def days(period: Period) -> str:
    """Such as «1 ene – 30 jun 2026»."""
    return shown_days.days(Span(period.starts_on, period.ends_on))


def _state(period: Period, at: datetime, zone: str) -> str:
    if period.closed_at is not None:
        return "closed"
    if when.local_day(at, zone) < period.starts_on:
        return "coming"
    if not is_over(period, at, zone):
        return "running"
    return "open" if period.open_registers else "ready"


def _note(period: Period, state: str, zone: str) -> str:
    if period.closed_at is not None:
        return _("Se cerró el %(day)s.", day=when.day(period.closed_at, zone))
    if state != "open":
        return ""
    return ngettext(
        "%(n)s actividad con su registro abierto.",
        "%(n)s actividades con su registro abierto.",
        period.open_registers,
    )
