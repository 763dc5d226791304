"""Rounds of the outbox at a moment of the tests' choosing, and what they left behind."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from events.planning.domain import planning, undo
from notifications.domain import upstairs
from notifications.domain.office import Office
from notifications.domain.outbox import rounds
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned
from volunteers.assignments.domain import invitations

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def told(office: Office, at: datetime) -> None:
    """One round of the outbox at this moment."""
    await rounds.tick(office, clock=lambda: at)


async def invited(
    name: str = "Ana Ayuda", *, event: UUID | None = None, at: datetime = TODAY
) -> UUID:
    """Somebody who is invited to an event, to a workshop on Saturday unless said otherwise."""
    person = await helper(name)
    where = event or await planned()
    return await invitations.invite(where, person, "lead", by=SYSTEM, at=at)


async def accepted(
    name: str = "Ana Ayuda", *, event: UUID | None = None, at: datetime = TODAY
) -> UUID:
    """Somebody who said yes."""
    assignment = await invited(name, event=event, at=at)
    await invitations.answer(assignment, "accepted", at=at)
    return assignment


async def asked_again(assignment: UUID, *, at: datetime) -> None:
    """Invite the same person to the same place once more."""
    row = (await fetch("SELECT event, volunteer FROM assignment WHERE id = $1", assignment))[0]
    await invitations.invite(row["event"], row["volunteer"], "lead", by=SYSTEM, at=at)


async def event_of(assignment: UUID) -> UUID:
    """The event of an assignment."""
    rows = await fetch("SELECT event FROM assignment WHERE id = $1", assignment)
    return UUID(str(rows[0]["event"]))


async def moved(event: UUID, *, by: timedelta, at: datetime = TODAY, **changes: Any) -> None:
    """Move an event from its Saturday."""
    times = {"starts_at": SATURDAY + by, "ends_at": WORKSHOP.ends_at + by}
    draft = msgspec.structs.replace(WORKSHOP, **times, **changes)
    await planning.change(event, draft, by=SYSTEM, at=at, above=upstairs)


async def reinstated(event: UUID, *, at: datetime) -> None:
    """Take back that an event was called off, if it was; raises Conflict otherwise."""
    acts = await fetch(
        "SELECT p.id FROM planning_act p JOIN event_change c ON c.act = p.id"
        " WHERE p.act = 'event.cancelled' AND c.event = $1 ORDER BY p.at DESC LIMIT 1",
        event,
    )
    for row in acts:
        await undo.undo(row["id"], by=SYSTEM, at=at, above=upstairs)


async def notices() -> Counter[tuple[str, str]]:
    """How many notices there are of each kind and state."""
    rows = await fetch("SELECT kind, state FROM notice")
    return Counter((row["kind"], row["state"]) for row in rows)
