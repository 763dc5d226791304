"""What copies of events would be: the same weekday and hour, another week, another place."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from events.planning.domain import weeks_later
from events.planning.domain.draft import EventDraft, as_draft
from events.planning.domain.event import Event


def copy_of(
    event: Event, *, municipality: str, weeks: int, venues: Mapping[UUID, UUID | None]
) -> EventDraft:
    """The draft of a copy, of no programme; in the venue chosen for that of the event, or in none.

    Within a municipality it stays where it is unless another venue was chosen.
    """
    stays = event.venue if municipality == event.municipality else None
    venue = venues.get(event.venue, stays) if event.venue else None
    draft = msgspec.structs.replace(
        as_draft(event),
        municipality=municipality,
        venue=venue,
        programme=None,
        programme_position=None,
    )
    return weeks_later.moved(draft, weeks)


def rivals(drafts: Sequence[EventDraft]) -> set[int]:
    """The positions of those that would need a venue that an earlier one needs already."""
    found: set[int] = set()
    for number, draft in enumerate(drafts):
        earlier = (one for n, one in enumerate(drafts[:number]) if n not in found)
        if any(_meet(draft, one) for one in earlier):
            found.add(number)
    return found


def _meet(one: EventDraft, other: EventDraft) -> bool:
    if one.venue is None or one.venue != other.venue:
        return False
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at
