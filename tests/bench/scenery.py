"""What is measured against: an event under way with its door, and a helper with a full calendar."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import doors
from server.accounts.domain import accounts
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import subscription

EVENTS: Final = 300
ASSIGN: Final = """
    INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)
    SELECT gen_random_uuid(), id, $1, 'lead', 'accepted', $2, $2 FROM event
"""
# One revision on: a change that every reader of the calendar has to hear of.
CHANGE: Final = """
    UPDATE event SET sequence = sequence + 1, changed_at = $1
    WHERE id IN (SELECT id FROM event ORDER BY id LIMIT $2)
"""


class Scenery(Struct, frozen=True):
    """An event that people can check in to, the code of its door, a helper's own feed."""

    event: UUID
    code: str
    feed: str


async def set_up() -> Scenery:
    """EVENTS events in an empty database, one of them now, one helper at all of them."""
    at = now()
    event = await planned(
        starts_at=at - timedelta(hours=1), ends_at=at + timedelta(hours=2), at=at,
        audiences=("adolescents",),
    )  # fmt: skip
    for number in range(1, EVENTS):
        starts = at + timedelta(days=1 + number)
        await planned(starts_at=starts, ends_at=starts + timedelta(hours=3), at=at)
    door = await doors.door_of(event)
    return Scenery(event, door.code, await _full_calendar())


async def change(events: int) -> None:
    """Let so many events change."""
    await execute(CHANGE, now(), events)


async def _full_calendar() -> str:
    person = await helper()
    await execute(ASSIGN, person, now())
    rows = await fetch("SELECT account FROM volunteer WHERE id = $1", person)
    who = await accounts.actor(rows[0]["account"])
    assert who is not None
    return await subscription.make(by=who, at=now())
