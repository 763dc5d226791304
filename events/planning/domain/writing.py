"""Writing a draft into the tables, anew or for the first time."""

from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from events.planning.domain.draft import EventDraft
from events.planning.domain.grounding import Grounded
from events.planning.domain.grounding_details import neat
from events.planning.domain.reference import period_of
from events.planning.tables import EventAudience, EventMaterial, EventTopic
from server.foundation.database import fetch
from server.foundation.identity import new_id
from server.foundation.plain_text import one_line, paragraphs

TEMPLATE: Final = "SELECT id FROM event_template WHERE id = $1"


async def columns(draft: EventDraft, grounded: Grounded) -> dict[str, Any]:
    """What the event's own row holds of a draft."""
    day = draft.starts_at.astimezone(ZoneInfo(draft.zone)).date()
    return {
        "title": grounded.title,
        "public_title": grounded.public_title,
        "kind": draft.kind,
        "municipality": draft.municipality,
        "venue": draft.venue,
        "venue_overlap_reason": draft.venue_overlap_reason.strip() or None,
        "modality": draft.modality,
        "meeting_url": draft.meeting_url,
        "starts_at": draft.starts_at,
        "ends_at": draft.ends_at,
        "zone": draft.zone,
        "capacity": draft.capacity,
        "project": grounded.project,
        "period": (await period_of(grounded.project, day)),
        "programme": draft.programme,
        "programme_position": draft.programme_position,
        "template": await _template(draft.template),
        "details": msgspec.json.encode(grounded.details).decode(),
        "cost": draft.cost,
        "travel_note": one_line(draft.travel_note),
        "notes": paragraphs(draft.notes),
    }


async def describe(event_id: UUID, draft: EventDraft) -> None:
    """Replace the topics, audiences and materials of the event by the draft's."""
    await EventTopic.delete().where(EventTopic.event == event_id)
    await EventAudience.delete().where(EventAudience.event == event_id)
    for topic in dict.fromkeys(draft.topics):
        await EventTopic.insert(EventTopic(id=new_id(), event=event_id, topic=topic))
    for audience in dict.fromkeys(draft.audiences):
        await EventAudience.insert(EventAudience(id=new_id(), event=event_id, audience=audience))
    await EventMaterial.delete().where(EventMaterial.event == event_id)
    for position, material in enumerate(draft.materials):
        row = EventMaterial(
            id=new_id(), event=event_id, position=position, **msgspec.structs.asdict(neat(material))
        )
        await EventMaterial.insert(row)


async def _template(template: UUID | None) -> UUID | None:
    """The template, unless it was thrown away while somebody wrote."""
    rows = await fetch(TEMPLATE, template) if template else []
    return rows[0]["id"] if rows else None
