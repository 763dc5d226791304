"""When what was called off could happen after all: the same weekday and hour, weeks later."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import acts, agenda, deeds, planning, weeks_later, when
from events.planning.domain.cluster import ACT
from events.planning.domain.days_off import holiday
from events.planning.domain.draft import as_draft
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Slot, Upstairs
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

FURTHEST: Final = 6  # weeks
TWIN: Final = """
    SELECT FROM event WHERE title = $1 AND municipality = $2 AND starts_at = $3
        AND status <> 'cancelled'
"""


class CalledOff(Struct, frozen=True, kw_only=True):
    """An event of a cluster; `weeks` later it could happen, None when no such week is free."""

    event: Event
    weeks: int | None
    suggestion: str


async def called_off(act: UUID, *, by: Actor, at: datetime, above: Upstairs) -> list[CalledOff]:
    """What a cluster called off, by time, and when each could happen; raises NotFound."""
    events = [e for e in await _events_of(act, by) if e.status == "cancelled"]
    tried = [(event, weeks) for event in events for weeks in range(1, FURTHEST + 1)]
    free = await _free(tried, at=at, above=above)
    return [_suggested(event, [n for e, n in free if e.id == event.id]) for event in events]


async def rebook(act: UUID, event_id: UUID, weeks: int, *, by: Actor, at: datetime) -> UUID:
    """Plan a draft like the one that a cluster called off, so many weeks later.

    Raises Conflict when it stands there already: a button may be pressed twice.
    """
    events = [event for event in await _events_of(act, by) if event.id == event_id]
    if not events or not 1 <= weeks <= FURTHEST:
        raise NotFound(_("Esta actividad no existe."))
    (event,) = events
    if event.status != "cancelled":
        raise Conflict(_("Esta actividad ya no está cancelada."))
    draft = weeks_later.moved(as_draft(event), weeks)
    span = when.span(event.starts_at, event.ends_at, event.zone)
    origin = _("Reprograma la actividad cancelada del %(when)s.", when=span)
    notes = "\n".join(part for part in (origin, draft.notes) if part)
    async with transaction():
        await acts.hold([event_id])
        if await fetch(TWIN, draft.title, draft.municipality, draft.starts_at):
            raise Conflict(_("Ya está en la agenda ese día a esa hora."))
        return await planning.plan(msgspec.structs.replace(draft, notes=notes), by=by, at=at)


async def _events_of(act: UUID, by: Actor) -> list[Event]:
    done = await deeds.deed(act)
    if done is None or done.act != ACT:
        raise NotFound(_("Esta cancelación no existe."))
    events = await agenda.events([change.event for change in await deeds.changes([act])])
    for event in events:
        by.need("plan", event.municipality)
    return events


async def _free(
    tried: Sequence[tuple[Event, int]], *, at: datetime, above: Upstairs
) -> list[tuple[Event, int]]:
    """Those that lie ahead, on no holiday, and clash with nothing; asked about at once."""
    ahead = [(event, weeks) for event, weeks in tried if _fits(_slot(event, weeks), event, at)]
    clashes = await above.clashes([_slot(event, weeks) for event, weeks in ahead])
    taken = {clash.slot for clash in clashes}
    return [one for number, one in enumerate(ahead) if number not in taken]


def _slot(event: Event, weeks: int) -> Slot:
    starts, ends = (
        weeks_later.later(moment, event.zone, weeks) for moment in (event.starts_at, event.ends_at)
    )
    return Slot(
        event=event.id, municipality=event.municipality, venue=event.venue, starts_at=starts,
        ends_at=ends, virtual=event.modality == "virtual",
    )  # fmt: skip


def _fits(slot: Slot, event: Event, at: datetime) -> bool:
    return slot.starts_at > at and holiday(when.local_day(slot.starts_at, event.zone)) is None


def _suggested(event: Event, weeks: Sequence[int]) -> CalledOff:
    if not weeks:
        return CalledOff(event=event, weeks=None, suggestion="")
    slot = _slot(event, weeks[0])
    span = when.span(slot.starts_at, slot.ends_at, event.zone)
    return CalledOff(event=event, weeks=weeks[0], suggestion=span)
