"""Holding a venue for an event: two are never in one at the same time unawares."""

from datetime import datetime
from uuid import UUID

import msgspec

from events.planning.domain import alternatives, conflicts
from events.planning.domain.draft import EventDraft
from events.planning.domain.occupancy import occupied
from server.foundation.database import fetch
from server.foundation.errors import Conflict


async def reserve(draft: EventDraft, *, for_event: UUID, at: datetime | None = None) -> EventDraft:
    """Hold the venue until the transaction ends; raises Conflict when another event is there.

    The sentence says who is there and what is free after `at`, or after the time asked for. A
    reason in the draft overrides the conflict and stays on record; a needless one is dropped.
    """
    if draft.venue is None:
        return _without_reason(draft)
    await fetch("SELECT FROM venue WHERE id = $1 FOR UPDATE", draft.venue)
    slot = conflicts.slot_of(draft, for_event)
    there = await occupied([slot])
    if not there:
        return _without_reason(draft)
    if not draft.venue_overlap_reason.strip():
        offers = await alternatives.nearest(
            slot, occupied, zone=draft.zone, at=at or draft.starts_at, capacity=draft.capacity
        )
        raise Conflict(
            " ".join([conflicts.told(there[0], slot).sentence, alternatives.spoken(offers)]).strip()
        )
    return draft


def _without_reason(draft: EventDraft) -> EventDraft:
    return msgspec.structs.replace(draft, venue_overlap_reason="")
