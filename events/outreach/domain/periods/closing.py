"""Closing a period for good: what was reported is kept, and what linked its passes is destroyed.

What remains of a pass are the pseudonyms in the registers, assessments and counted figures of the
period: 32 bytes that were made with its key. They still say which lines are one person's, which is
what figures are recounted from until retention removes the rows; but without the key nobody,
holding the server's secret and every pass ever printed, can say whose they are, nor tell a person
of this period from one of another.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import pseudonyms
from events.outreach.domain.periods import book, readiness, shredding, snapshots
from events.outreach.domain.periods.asking import Asking
from events.outreach.domain.rollups import refreshing
from events.outreach.domain.upstairs import KnowsHelp
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

# Those who let one pass take the place of another hold keys first and write into registers then.
HOLD_KEY: Final = "SELECT FROM period_key WHERE period = $1 FOR UPDATE"
# Whoever writes a line shares this row: all of them are done, and none begins.
HOLD: Final = "SELECT FROM uniqueness_period WHERE id = $1 FOR NO KEY UPDATE"
CLOSE: Final = "UPDATE uniqueness_period SET closed_at = $2, closed_by = $3 WHERE id = $1"


class Closed(Struct, frozen=True, kw_only=True):
    """A period that was closed; `digest` seals what is kept of it."""

    period: UUID
    digest: str
    events: int


async def close(
    period_id: UUID, *, by: Actor, at: datetime, zone: str, help_given: KnowsHelp
) -> Closed:
    """Keep what the period amounts to, and destroy the key that links its passes.

    Raises NotAllowed, NotFound, and Conflict before its last day is over, while a register of it is
    open, or where it was closed already.
    """
    by.need("administer")
    await refreshing.catch_up([period_id], at=at)
    async with transaction():
        await _hold(period_id, at)
        period = await book.period(period_id)
        found = await readiness.readiness(period, at=at, zone=zone)
        readiness.need_ready(period, found)
        digest, events = await snapshots.take(period, Asking(by, at, zone, help_given))
        await execute(CLOSE, period_id, at, by.account)
        await pseudonyms.destroy(period_id, by=by, at=at)
        await audit.record(
            by, "period.closed", f"period:{period_id}", at=at, digest=digest, events=events
        )
    await shredding.shred()
    return Closed(period=period_id, digest=digest, events=events)


async def _hold(period: UUID, at: datetime) -> None:
    """Let nobody write into its registers, nor do anything that is recorded, until this is done."""
    if not await fetch("SELECT FROM uniqueness_period WHERE id = $1", period):
        raise NotFound(_("Este periodo no existe."))
    await pseudonyms.salt_of(period)  # there is a key to hold, though nobody ever used one
    await fetch(HOLD_KEY, period)
    await fetch(HOLD, period)
    # Others count first and are recorded then: so it is held in that order, and counted once more.
    await refreshing.catch_up([period], at=at)
    await audit.hold()
    await refreshing.catch_up([period], at=at)
