"""What everybody may see of the plan."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from events.planning.domain import agenda, codelists
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

KINDS: Final = f"SELECT slug, {codelists.NAME} FROM kind WHERE NOT internal ORDER BY position, slug"
# Where it stood while everybody could already read about it.
MOVED: Final = """
    SELECT (c.before ->> 'starts_at')::timestamptz AS starts_at
    FROM event_change c JOIN planning_act a ON a.id = c.act
    WHERE c.event = $1 AND a.undone_at IS NULL AND c.before ->> 'status' = 'published'
        AND c.before ->> 'starts_at' <> c.after ->> 'starts_at'
    ORDER BY a.at DESC, a.id DESC LIMIT 1
"""


async def upcoming(*, at: datetime, municipality: str = "", days: int = 60) -> list[agenda.Event]:
    """Public events from now on."""
    return await between(at, at + timedelta(days=days), municipality=municipality)


async def between(start: datetime, end: datetime, *, municipality: str = "") -> list[agenda.Event]:
    """Public events that overlap [start, end), by time."""
    places = [municipality] if municipality else None
    events = await agenda.between(start, end, municipalities=places)
    return [event for event in events if event.public]


async def kinds() -> list[codelists.Code]:
    """The kinds of activity that everybody may hear of."""
    rows = await fetch(KINDS, current_language())
    return msgspec.convert([dict(row) for row in rows], list[codelists.Code])


async def moved_from(event: agenda.Event) -> datetime | None:
    """When a public event was to begin before it was last moved; None when it was not."""
    rows = await fetch(MOVED, event.id)
    before: datetime | None = rows[0]["starts_at"] if rows else None
    return None if before == event.starts_at else before


async def shown(event_id: UUID) -> agenda.Event:
    """A public event, or one that was public before it was called off; raises NotFound."""
    event = await agenda.event(event_id)
    if not is_open(event):
        raise NotFound(_("Esta actividad no existe."))
    return event


def is_open(event: agenda.Event) -> bool:
    """Whether everybody may read about it, also that it was called off."""
    called_off = event.status == "cancelled" and event.published_at is not None
    return (event.public or called_off) and not event.internal and not event.internal_topic
