"""Looking for somebody to take a place: begun once, ended with an outcome, never two at a time.

A search for a role goes on until the role is full, or others are asked for all of it. One that
stands for somebody ends when that person is replaced; if they leave before, it goes on as a search
for the role. Whoever calls holds the event.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain.event import Event
from server.accounts.domain import audit
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM, Actor, new_id
from volunteers.assignments.domain import held_places, offers
from volunteers.assignments.domain.held_places import Held
from volunteers.assignments.domain.vacancies import vacancies

COLUMNS: Final = """
    SELECT s.id, s.event, s.role, s.cause, s.standing_for, s.reason, s.wave, s.next_wave_at,
        s.ended_at,
        (SELECT count(*) FROM offer o JOIN assignment a ON a.id = o.assignment
            WHERE o.search = s.id AND a.status = 'invited'
                AND o.offered_at >= a.changed_at) AS waiting
    FROM cover_search s
"""
FOR_ROLE: Final = """
    WHERE s.event = $1 AND s.role = $2 AND s.standing_for IS NULL AND s.ended_at IS NULL
"""
# Who was offered exactly this comes first, then who has been asking the longest.
TO_HAND_OVER: Final = """
    WHERE s.event = $1 AND s.role = $2 AND s.standing_for <> $3 AND s.ended_at IS NULL
    ORDER BY NOT EXISTS (SELECT FROM offer o WHERE o.search = s.id AND o.assignment = $3),
        s.opened_at, s.id
    LIMIT 1
"""
BEGIN: Final = """
    INSERT INTO cover_search (id, event, role, cause, standing_for, reason, opened_by, opened_at,
        wave, next_wave_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $8)
"""
END: Final = (
    "UPDATE cover_search SET ended_at = $2, outcome = $3, next_wave_at = NULL WHERE id = $1"
)
UNANSWERED: Final = f"""
    SELECT a.id FROM offer f JOIN assignment a ON a.id = f.assignment
    WHERE f.search = $1 AND f.offered_at >= a.changed_at AND {offers.OPEN} ORDER BY a.id
"""
GO_ON: Final = "UPDATE cover_search SET cause = $2, standing_for = NULL WHERE id = $1"
OFFERED: Final = "SELECT FROM offer WHERE search = $1 AND assignment = $2"


class Search(Struct, frozen=True, kw_only=True):
    """A search as it stands; `waiting` people were offered the place and have not answered."""

    id: UUID
    event: UUID
    role: str
    cause: str
    standing_for: UUID | None
    reason: str
    wave: int
    next_wave_at: datetime | None
    ended_at: datetime | None
    waiting: int


async def reopen(event: Event, role: str, cause: str, *, at: datetime) -> None:
    """Look for somebody, unless enough are asked, somebody is looked for, or it is too late."""
    if not held_places.is_open(event, at) or await for_role(event.id, role):
        return
    if (await vacancies(event.id, role)).unasked:
        await begin(event.id, role, cause, by=SYSTEM, at=at)


async def begin(event: UUID, role: str, cause: str, *, by: Actor, at: datetime) -> UUID:
    """Write down a search for a role; its first wave leaves with the next tick."""
    search = new_id()
    await execute(BEGIN, search, event, role, cause, None, "", by.account, at)
    told = {"event": event, "role": role, "cause": cause}
    await audit.record(by, "cover.begun", f"cover:{search}", at=at, **told)
    return search


async def begin_for(held: Held, reason: str, *, by: Actor, at: datetime) -> UUID:
    """Write down a search for somebody to take over this place, whose holder keeps it meanwhile."""
    search = new_id()
    told = search, held.event.id, held.role, "substitute", held.id, reason, by.account, at
    await execute(BEGIN, *told)
    await audit.record(by, "substitute.asked", f"assignment:{held.id}", at=at, search=search)
    return search


async def end(search: UUID, outcome: str, *, by: Actor = SYSTEM, at: datetime) -> None:
    """End a search; what it offered and nobody answered expires."""
    unanswered = await fetch(UNANSWERED, search)
    await execute(END, search, at, outcome)
    await audit.record(by, "cover.ended", f"cover:{search}", at=at, outcome=outcome)
    for row in unanswered:
        await held_places.settle(row["id"], "expired", at=at)
        await audit.record(SYSTEM, "assignment.expired", f"assignment:{row['id']}", at=at)


async def end_if_full(event: UUID, role: str, *, at: datetime) -> None:
    """End the search for a role when nobody is missing any more."""
    search = await for_role(event, role)
    outcome = await needless(event, role) if search else ""
    if search and outcome:
        await end(search.id, outcome, at=at)


async def needless(event: UUID, role: str) -> str:
    """How a search for a role ends when it has nobody to look for; empty while it has.

    While those who are asked otherwise may still say no, the place is not filled.
    """
    found = await vacancies(event, role)
    if found.sought:
        return ""
    return "called_off" if found.free else "filled"


async def leave(held: Held, cause: str, *, by: Actor, at: datetime) -> None:
    """Look for somebody in the place of who has just left, going on with what they asked for."""
    asked = await of_asker(held.id)
    if asked and await for_role(held.event.id, held.role):
        await end(asked.id, "called_off", by=by, at=at)
    elif asked:
        await execute(GO_ON, asked.id, cause)
    await reopen(held.event, held.role, cause, at=at)


async def for_role(event: UUID, role: str) -> Search | None:
    """The open search for a role."""
    return await _one(FOR_ROLE, event, role)


async def of_asker(assignment: UUID) -> Search | None:
    """The open search for somebody to take over this place."""
    return await _one("WHERE s.standing_for = $1 AND s.ended_at IS NULL", assignment)


async def to_hand_over(event: UUID, role: str, taker: UUID) -> Search | None:
    """The open search through which whoever takes this place would take over another's."""
    return await _one(TO_HAND_OVER, event, role, taker)


async def was_offered(search: UUID, assignment: UUID) -> bool:
    """Whether a search offered its place to this one."""
    return bool(await fetch(OFFERED, search, assignment))


async def search(search_id: UUID) -> Search | None:
    """One search, open or ended."""
    return await _one("WHERE s.id = $1", search_id)


async def open_ones() -> list[Search]:
    """Every search that goes on, the oldest first."""
    rows = await fetch(f"{COLUMNS} WHERE s.ended_at IS NULL ORDER BY s.opened_at, s.id")
    return msgspec.convert([dict(row) for row in rows], list[Search])


async def _one(where: str, *arguments: object) -> Search | None:
    rows = await fetch(f"{COLUMNS} {where}", *arguments)
    return msgspec.convert(dict(rows[0]), Search) if rows else None
