"""What everybody may see of the plan."""

from datetime import datetime, timedelta
from uuid import UUID

from events.planning.domain import agenda
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _


async def upcoming(*, at: datetime, municipality: str = "", days: int = 60) -> list[agenda.Event]:
    """Public events from now on."""
    places = [municipality] if municipality else None
    events = await agenda.between(at, at + timedelta(days=days), municipalities=places)
    return [event for event in events if event.public]


async def shown(event_id: UUID) -> agenda.Event:
    """A public event, or one that was public before it was called off; raises NotFound."""
    event = await agenda.event(event_id)
    called_off = event.status == "cancelled" and event.published_at is not None
    if not (event.public or called_off) or event.internal or event.internal_topic:
        raise NotFound(_("Esta actividad no existe."))
    return event
