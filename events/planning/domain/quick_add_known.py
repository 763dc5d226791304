"""What somebody may name in a line of quick add, and the event that comes of it."""

from datetime import datetime
from typing import Final
from uuid import UUID

from events.planning.domain import codelists, venues
from events.planning.domain.draft import EventDraft
from events.planning.domain.quick_add import Known, Understood
from events.planning.domain.quick_add_words import Entry
from server.foundation.identity import Actor
from server.foundation.translation import SOURCE, speaking

NEEDED: Final = frozenset({"no_kind", "no_municipality", "no_address", "insecure_address"})


async def known_to(actor: Actor) -> Known:
    """The codelists in Spanish, which lines are written in, as far as `actor` may plan."""
    with speaking(SOURCE):
        places = await codelists.coordinated_by(actor)
        return Known(
            kinds=[Entry(code=it.slug, name=it.name) for it in await codelists.kinds()],
            municipalities=[Entry(code=it.ine, name=it.name) for it in places],
            venues=[
                Entry(code=str(it.id), name=it.name, municipality=it.municipality)
                for it in await venues.places({place.ine for place in places})
            ],
            audiences=[Entry(code=it.slug, name=it.name) for it in await codelists.audiences()],
            topics=[Entry(code=it.slug, name=it.name) for it in await codelists.topics()],
            projects=[Entry(code=it.slug, name=it.name) for it in await codelists.projects()],
        )


def drafted(told: Understood, *, zone: str) -> EventDraft | None:
    """The event that a line tells of on the clocks of `zone`; None where it tells too little."""
    starts_at, ends_at = told.starts_at, told.ends_at
    if starts_at is None or ends_at is None or NEEDED & set(told.warnings):
        return None
    return EventDraft(
        title=told.title, kind=told.kind, municipality=told.municipality,
        starts_at=_whole(starts_at), ends_at=_whole(ends_at), zone=zone,
        venue=UUID(told.venue) if told.venue else None, modality=told.modality,
        meeting_url=told.meeting_url, topics=told.topics, audiences=told.audiences,
        capacity=told.capacity, project=told.project or "general",
    )  # fmt: skip


def _whole(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
