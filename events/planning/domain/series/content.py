"""What the events of a series have in common, and what is each one's own."""

from typing import Final

import msgspec

from events.planning.domain.draft import EventDraft, as_draft
from events.planning.domain.event import Event
from events.planning.domain.series.pattern import Occurrence
from server.foundation.plain_text import one_line, paragraphs

OF_ITS_OWN: Final = ("starts_at", "ends_at", "programme", "programme_position")
# Where a description came from is no part of it; a template may be thrown away meanwhile.
ORIGIN: Final = "template"


def common(draft: EventDraft) -> EventDraft:
    """A draft as it is kept for all, written in the one way in which two can be compared."""
    title, chosen = one_line(draft.title), one_line(draft.public_title)
    return msgspec.structs.replace(
        draft,
        title=title,
        public_title="" if chosen == title else chosen,
        topics=tuple(sorted(set(draft.topics))),
        audiences=tuple(sorted(set(draft.audiences))),
        travel_note=one_line(draft.travel_note),
        notes=paragraphs(draft.notes),
        venue_overlap_reason="",
        programme=None,
        programme_position=None,
    )


def follows(event: Event, draft: EventDraft) -> bool:
    """Whether an event is described as its series."""
    one, other = common(as_draft(event)), common(draft)
    compared = set(EventDraft.__struct_fields__) - {*OF_ITS_OWN, ORIGIN}
    return all(getattr(one, name) == getattr(other, name) for name in compared)


def by_hand(event: Event, draft: EventDraft, act: str) -> bool:
    """Whether an act makes of an event something else than its series wishes."""
    if event.series is None or act.startswith("series."):
        return False
    same_time = (event.starts_at, event.ends_at) == (draft.starts_at, draft.ends_at)
    return not (same_time and follows(event, draft))


def occurring(draft: EventDraft, when: Occurrence, event: Event | None = None) -> EventDraft:
    """The draft of one occurrence, which keeps its own place in a programme."""
    own = (
        {"programme": event.programme, "programme_position": event.programme_position}
        if event
        else {}
    )
    return msgspec.structs.replace(draft, starts_at=when.starts_at, ends_at=when.ends_at, **own)
