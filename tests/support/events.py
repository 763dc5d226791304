"""Events for tests: one believable workshop, changed where a test says so."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from events.planning.domain import agenda, planning
from notifications.domain import upstairs
from server.foundation.identity import SYSTEM
from tests.support.crew import two_cleared_adults

# Saturday 5 December 2026, 09:00 in Guatemala.
SATURDAY = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
TODAY = SATURDAY - timedelta(days=7)

WORKSHOP = planning.EventDraft(
    title="Navegar con cuidado",
    kind="workshop",
    municipality="0103",
    topics=("social-network-risks",),
    audiences=("parents-carers",),
    starts_at=SATURDAY,
    ends_at=SATURDAY + timedelta(hours=3),
)


async def planned(*, published: bool = True, at: datetime = TODAY, **changes: Any) -> UUID:
    """A workshop in San José Pinula, published unless said otherwise.

    One for minors is given two cleared adults first: nobody publishes it without.
    """
    event = await planning.plan(msgspec.structs.replace(WORKSHOP, **changes), by=SYSTEM, at=at)
    if published:
        await show(event, at=at)
    return event


async def show(event: UUID, *, at: datetime = TODAY) -> None:
    """Publish a draft, whoever comes to it."""
    if (await agenda.event(event)).minors:
        await two_cleared_adults(event)
    await planning.publish(event, by=SYSTEM, at=at, above=upstairs)
