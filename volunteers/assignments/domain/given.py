"""What outreach asks about those who help, as `outreach.domain.upstairs.KnowsHelp` says."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain.upstairs import Network
from server.foundation.database import fetch
from volunteers.assignments.domain.presence_hours import Window, minutes_present

THERE: Final = """
    SELECT a.event, e.starts_at, e.ends_at, a.arrived_at, a.left_at
    FROM assignment a JOIN event e ON e.id = a.event
    WHERE a.event = ANY($1) AND a.status = 'attended' AND a.arrived_at IS NOT NULL
"""


class _Stay(Struct, frozen=True):
    event: UUID
    starts_at: datetime
    ends_at: datetime
    arrived_at: datetime
    left_at: datetime | None


async def minutes_given(events: Collection[UUID]) -> Mapping[UUID, int]:
    """Whole minutes that helpers were at each of these events; those without any are left out."""
    rows = await fetch(THERE, list(events))
    minutes: defaultdict[UUID, int] = defaultdict(int)
    for stay in msgspec.convert([dict(row) for row in rows], list[_Stay]):
        window = Window(stay.starts_at, stay.ends_at)
        minutes[stay.event] += minutes_present(window, stay.arrived_at, stay.left_at)
    return {event: total for event, total in minutes.items() if total}


async def networks() -> list[Network]:
    """Every network, by name."""
    rows = await fetch("SELECT id, name, municipality FROM network ORDER BY name, id")
    return msgspec.convert([dict(row) for row in rows], list[Network])
