"""Places held while they change: who is promised one first, its event second, in a fixed order.

Two processes can so neither promise one person twice, nor one place to two, nor promise anything at
an event being moved or called off. Who only loses a place need not be held: the event is enough.
Whoever settles many places in one transaction holds them all before the first (`hold_all`).
"""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.door import door_here
from events.planning.domain import agenda
from events.planning.domain.event import Event
from server.foundation.database import execute, fetch, only_one_at_a_time
from server.foundation.errors import Conflict, NotFound
from server.foundation.identity import new_id
from server.foundation.translation import gettext as _

OPEN: Final = ("draft", "published")
HOLD: Final = "SELECT FROM event WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE"
KNOWN: Final = "SELECT event, volunteer FROM assignment WHERE id = $1"
HELD: Final = """
    SELECT a.id, a.event, a.volunteer, v.account, a.role, a.status, a.answer_by,
        a.status = 'proposed' AND a.changed_at = a.created_at AS untold
    FROM assignment a JOIN volunteer v ON v.id = a.volunteer WHERE a.id = $1
"""
WRITE: Final = """
    INSERT INTO assignment (id, event, volunteer, role, status, invited_sequence, created_at,
        changed_at, answer_by, rota)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)
    ON CONFLICT (event, volunteer) DO UPDATE SET role = excluded.role, status = excluded.status,
        invited_sequence = excluded.invited_sequence, answer_by = excluded.answer_by,
        rota = excluded.rota, released_for = NULL,
        created_at = CASE WHEN assignment.status = 'proposed' AND excluded.status = 'proposed'
                AND assignment.created_at = assignment.changed_at
            THEN greatest(excluded.changed_at, assignment.changed_at)
            ELSE assignment.created_at END,
        changed_at = greatest(excluded.changed_at, assignment.changed_at)
    RETURNING id
"""
SETTLE: Final = """
    UPDATE assignment SET status = $2, changed_at = greatest($3, changed_at), released_for = $4
    WHERE id = $1
    RETURNING event, (SELECT v.account FROM volunteer v WHERE v.id = volunteer) AS account
"""
GONE: Final = frozenset({"declined", "withdrawn", "substituted"})


class Held(Struct, frozen=True, kw_only=True):
    """A place, locked until the transaction ends; `untold` is one never more than pencilled in."""

    id: UUID
    volunteer: UUID
    account: UUID
    role: str
    status: str
    answer_by: datetime | None
    untold: bool
    event: Event


class NewPlace(Struct, frozen=True, kw_only=True):
    """What is to be written down about somebody at an event, in place of what stood there."""

    event: Event
    volunteer: UUID
    role: str
    status: str
    answer_by: datetime | None = None
    rota: UUID | None = None


async def hold_all(volunteers: Collection[UUID], events: Collection[UUID]) -> None:
    """Hold people and then events; nobody else can promise anything to the ones or at the others.

    Whoever invites, proposes or withdraws several times in one transaction does this first.
    """
    for volunteer in sorted(set(volunteers)):
        await only_one_at_a_time(f"volunteer:{volunteer}")
    await fetch(HOLD, list(events))


async def hold_event(event_id: UUID, *, at: datetime) -> Event:
    """The event, whose team can still change; raises Conflict when it began or is off."""
    await fetch(HOLD, [event_id])
    event = await agenda.event(event_id)
    need_open(event, at)
    return event


async def hold(assignment: UUID, *, at: datetime) -> Held:
    """A place for whoever it was or may be promised to; raises NotFound, or as `hold_event`."""
    known = await _known(assignment)
    await hold_all([known["volunteer"]], [])
    await hold_event(known["event"], at=at)
    return await _read(assignment)


async def hold_to_release(assignment: UUID) -> Held:
    """A place that can only be lost now, whatever became of its event; raises NotFound."""
    await fetch(HOLD, [(await _known(assignment))["event"]])
    return await _read(assignment)


async def write(new: NewPlace, *, at: datetime) -> UUID:
    """Write a place down; its person and its event are held."""
    rows = await fetch(
        WRITE, new_id(), new.event.id, new.volunteer, new.role, new.status, new.event.sequence, at,
        new.answer_by, new.rota,
    )  # fmt: skip
    return UUID(str(rows[0]["id"]))


async def settle(
    assignment: UUID, status: str, *, at: datetime, released_for: str | None = None
) -> None:
    """Write down what became of a place; its event is held. Who is gone has no door either."""
    for row in await fetch(SETTLE, assignment, status, at, released_for):
        if status in GONE:
            await door_here.leave(row["event"], row["account"], at=at)


async def erase(assignment: UUID) -> None:
    """Forget a place that nobody was ever told of."""
    await execute("DELETE FROM assignment WHERE id = $1", assignment)


def is_open(event: Event, at: datetime) -> bool:
    """Whether the team of an event can still change."""
    return event.status in OPEN and at < event.starts_at


def need_open(event: Event, at: datetime) -> None:
    """Raise Conflict unless the team can still change."""
    if event.status == "cancelled":
        raise Conflict(_("La actividad está cancelada."))
    if not is_open(event, at):
        raise Conflict(_("La actividad ya empezó: el equipo no puede cambiar."))


async def _known(assignment: UUID) -> dict[str, UUID]:
    rows = await fetch(KNOWN, assignment)
    if not rows:
        raise NotFound(_("Esta invitación no existe."))
    return dict(rows[0])


async def _read(assignment: UUID) -> Held:
    row = dict((await fetch(HELD, assignment))[0])
    return Held(**{**row, "event": await agenda.event(row["event"])})
