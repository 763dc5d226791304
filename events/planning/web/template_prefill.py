"""The form of a new event, begun from a template."""

from datetime import date
from typing import Final
from uuid import UUID

from events.planning.domain import event_templates, quetzales, when
from events.planning.domain.draft import EventDraft
from server.foundation.identity import Actor

# Any day gives the hours: which one it is, is asked in the form.
SOME_DAY: Final = date(2026, 6, 1)


async def fields(template: UUID, actor: Actor) -> dict[str, list[str]]:
    """What the form is filled in with, by its fields; raises NotFound."""
    draft = await event_templates.draft_of(template, SOME_DAY, by=actor)
    plain = {
        "title": draft.title,
        "public_title": draft.public_title,
        "kind": draft.kind,
        "municipality": draft.municipality,
        "venue": str(draft.venue or ""),
        "modality": draft.modality,
        "meeting_url": draft.meeting_url,
        "capacity": str(draft.capacity or ""),
        "project": draft.project,
        "cost": "" if draft.cost is None else quetzales.plain(draft.cost),
        "travel_note": draft.travel_note,
        "notes": draft.notes,
        "zone": draft.zone,
        "template": str(template),
        "starts": when.hour(draft.starts_at, draft.zone),
        "ends": when.hour(draft.ends_at, draft.zone),
    }
    lists = {"topics": list(draft.topics), "audiences": list(draft.audiences)}
    told = {name: [value] for name, value in plain.items() if value}
    return {**told, **lists, **_answers(draft), **_materials(draft)}


def _answers(draft: EventDraft) -> dict[str, list[str]]:
    return {f"detail-{draft.kind}-{name}": [said] for name, said in draft.details.items()}


def _materials(draft: EventDraft) -> dict[str, list[str]]:
    return {
        f"material-{number}-{part}": [getattr(material, part)]
        for number, material in enumerate(draft.materials, 1)
        for part in ("label", "link", "version")
    }
