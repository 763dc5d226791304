"""How settled the figures are: registers still open, what is not counted yet, what was adjusted."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.ledgers import Figures, Freshness
from events.outreach.domain.periods.adjustments import Adjusted
from events.outreach.domain.trends import Trend
from events.planning.domain import when
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


class Adjustments(Struct, frozen=True, kw_only=True):
    """What became known after a period was closed, among the figures of these days."""

    events: int
    contacts: str


def still_open(trend: Trend) -> list[UUID]:
    """The events whose register nobody closed, of all the days that are shown; the oldest first."""
    shown: Sequence[Figures] = [*trend.over_time, trend.now]
    return list(dict.fromkeys(event for figures in shown for event in figures.still_open))


def fresh(freshness: Freshness, *, at: datetime, zone: str) -> str:
    """Such as «Contado hasta las 16:02; 3 registros por contar.»."""
    if freshness.counted_at is None:
        return _("Todavía no se ha contado nada.")
    today = when.local_day(freshness.counted_at, zone) == when.local_day(at, zone)
    hour = when.hour(freshness.counted_at, zone)
    if today:
        until = _("Contado hasta las %(hour)s", hour=hour)
    else:
        day = when.short_day(freshness.counted_at, zone)
        until = _("Contado hasta el %(day)s, %(hour)s", day=day, hour=hour)
    waiting = freshness.pending
    pending = ngettext("%(n)s registro por contar", "%(n)s registros por contar", waiting)
    return f"{until}; {pending}." if waiting else f"{until}."


def adjustments(lines: Sequence[Adjusted]) -> Adjustments | None:
    """What the adjustments of these events come to, if there are any."""
    if not lines:
        return None
    return Adjustments(
        events=len({line.event for line in lines}),
        contacts=f"{sum(line.people for line in lines):+,}".replace("-", "−"),
    )
