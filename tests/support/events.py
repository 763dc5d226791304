"""Events for tests: one believable workshop, changed where a test says so."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from events.planning.domain import planning
from server.foundation.identity import SYSTEM

# Saturday 5 December 2026, 09:00 in Guatemala.
SATURDAY = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
TODAY = SATURDAY - timedelta(days=7)

WORKSHOP = planning.EventDraft(
    title="Navegar con cuidado",
    kind="workshop",
    municipality="0103",
    topics=("social-network-risks",),
    audiences=("adolescents",),
    starts_at=SATURDAY,
    ends_at=SATURDAY + timedelta(hours=3),
)


async def planned(*, published: bool = True, at: datetime = TODAY, **changes: Any) -> UUID:
    """A workshop in San José Pinula, published unless said otherwise."""
    event = await planning.plan(msgspec.structs.replace(WORKSHOP, **changes), by=SYSTEM, at=at)
    if published:
        await planning.publish(event, by=SYSTEM, at=at)
    return event
