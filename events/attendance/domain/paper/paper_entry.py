"""Entering a sheet of paper into the register, once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import counted_sheets, opening, summary
from events.attendance.domain.counted_sheets import CountedSheet
from events.attendance.domain.headcounts import Tally
from events.attendance.domain.paper.paper_gap import Gap
from events.attendance.domain.staff import KnowsWhoHelps
from events.planning.domain import agenda
from events.planning.domain.event import Event
from server.foundation.database import transaction
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _


class PaperSheet(Struct, frozen=True, kw_only=True):
    """A sheet as it was filled in by hand; the id makes it count once.

    `counted_at` is when that was, `room` how many were seen in the room, with those who have a line
    of their own.
    """

    id: UUID
    counted_at: datetime
    room: int | None
    tallies: Sequence[Tally]


async def enter(
    event_id: UUID, sheet: PaperSheet, *, by: Actor, at: datetime, who_helps: KnowsWhoHelps
) -> int:
    """Add a sheet to the register; how many people that adds, 0 when it was entered before.

    Raises NotFound, NotAllowed, Invalid, SavedOtherwise where it was entered with other
    numbers, and Conflict where the register takes nothing any more.
    """
    async with transaction():
        event = await agenda.event(event_id)
        _need_plausible(event, sheet.counted_at, at=at)
        room = sheet.room
        seen = None if room is None else counted_sheets.seen(sheet.id, room, at=sheet.counted_at)
        counted = CountedSheet(id=sheet.id, tallies=sheet.tallies, room=seen)
        return await counted_sheets.enter(
            event_id, counted, by=by, at=at, who_helps=who_helps, way="paper"
        )


async def gap(event_id: UUID, *, room: int | None, sheet: int) -> Gap:
    """How a sheet compares with what the register holds now."""
    totals = await summary.totals_of(event_id)
    counted = totals.by_source["headcount"]
    return Gap(room=room, recorded=totals.people - counted, counted=counted, sheet=sheet)


def _need_plausible(event: Event, counted_at: datetime, *, at: datetime) -> None:
    early = opening.too_early(event, counted_at)
    if early:
        raise Invalid({"hour": early.sentence})
    if counted_at > max(at, event.ends_at):
        raise Invalid({"hour": _("Esa hora todavía no llega.")})
