"""What still stands between a period and its closing."""

from datetime import datetime
from typing import Final

from msgspec import Struct

from events.outreach.domain.periods.book import Period
from events.planning.domain import agenda
from events.planning.domain.event import Event
from events.planning.domain.when import local_day
from server.foundation.database import fetch
from server.foundation.errors import Conflict
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

EVENTS: Final = "SELECT id FROM event WHERE period = $1 AND status = $2"
PENDING: Final = """
    SELECT count(DISTINCT t.event) AS events
    FROM register_touch t JOIN event e ON e.id = t.event WHERE e.period = $1
"""
# Nothing of these counts, and nobody can take it in afterwards.
UNDECIDED: Final = """
    SELECT count(*) AS lines FROM set_aside s JOIN event e ON e.id = s.event
    WHERE e.period = $1 AND s.fate IS NULL
"""


class Readiness(Struct, frozen=True, kw_only=True):
    """What is open; `drafts` will never count, `undecided` lines wait in the inbox for review."""

    over: bool
    open_registers: list[Event]
    drafts: list[Event]
    pending: int
    undecided: int

    @property
    def ready(self) -> bool:
        """Whether the period may be closed."""
        return self.over and not self.open_registers


async def readiness(period: Period, *, at: datetime, zone: str) -> Readiness:
    """How far a period is from being closed at `at`."""
    (pending,), (undecided,) = await fetch(PENDING, period.id), await fetch(UNDECIDED, period.id)
    return Readiness(
        over=is_over(period, at, zone),
        open_registers=await _events(period, "published"),
        drafts=await _events(period, "draft"),
        pending=pending["events"],
        undecided=undecided["lines"],
    )


def is_over(period: Period, at: datetime, zone: str) -> bool:
    """Whether its last day is past, on the clocks of `zone`."""
    return local_day(at, zone) > period.ends_on


def need_ready(period: Period, found: Readiness) -> None:
    """Raise Conflict with what has to be done first."""
    if period.closed_at is not None:
        raise Conflict(_("Este periodo ya se cerró."))
    if not found.over:
        raise Conflict(_("El periodo todavía no termina: se cierra después de su último día."))
    if found.open_registers:
        raise Conflict(
            ngettext(
                "Hay %(n)s registro abierto: cerrarlo primero.",
                "Hay %(n)s registros abiertos: cerrarlos primero.",
                len(found.open_registers),
            )
        )
    if found.pending:
        raise Conflict(
            _("Se está terminando de contar lo último que cambió. Probar de nuevo en un minuto.")
        )


async def _events(period: Period, status: str) -> list[Event]:
    return await agenda.events([row["id"] for row in await fetch(EVENTS, period.id, status)])
