"""The order of a programme's sessions: each position is one event's own."""

from datetime import datetime
from typing import Final
from uuid import UUID

from asyncpg import Record

from events.planning.domain import acts
from events.planning.domain.draft import EventDraft
from events.planning.domain.grounding_details import LAST_POSITION
from server.accounts.domain import audit
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

PROGRAMME: Final = "SELECT name, municipality FROM programme WHERE id = $1 FOR NO KEY UPDATE"
HOLDER: Final = """
    SELECT id, title FROM event
    WHERE programme = $1 AND programme_position = $2 AND id <> $3 AND status <> 'cancelled'
"""
STANDS: Final = """
    SELECT programme_position FROM event
    WHERE id = $1 AND programme = $2 AND status <> 'cancelled' FOR UPDATE
"""


class PositionTaken(Conflict):
    """Another event is that session of the programme."""


async def reserve(draft: EventDraft, *, for_event: UUID, by: Actor) -> None:
    """Hold the event's position in its programme until the transaction ends.

    Raises NotAllowed for a programme of others, PositionTaken when another event is there.
    """
    if draft.programme is None:
        return
    programme = (await fetch(PROGRAMME, draft.programme))[0]
    before = await fetch(STANDS, for_event, draft.programme)
    if before and before[0]["programme_position"] == draft.programme_position:
        return
    by.need("plan", programme["municipality"])
    taken = await fetch(HOLDER, draft.programme, draft.programme_position, for_event)
    if taken:
        raise PositionTaken(
            _(
                "La sesión %(n)s de «%(programme)s» ya es «%(title)s».",
                n=draft.programme_position,
                programme=programme["name"],
                title=taken[0]["title"],
            )
        )


async def move(programme: UUID, event: UUID, steps: int, *, by: Actor, at: datetime) -> None:
    """Put a session `steps` later; whichever was there takes its place.

    Raises NotFound for an event that is no session of it, Conflict before the first and after the
    last possible position.
    """
    async with acts.doing("programme.reordered", by=by, at=at):
        # Events before their programme, as whoever changes an event holds them.
        await fetch("SELECT FROM event WHERE programme = $1 ORDER BY id FOR UPDATE", programme)
        found = await fetch(PROGRAMME, programme)
        stands = await fetch(STANDS, event, programme)
        if not found or not stands:
            raise NotFound(_("Esta sesión no está en el programa."))
        by.need("plan", found[0]["municipality"])
        old = stands[0]["programme_position"]
        new = old + steps
        if not 1 <= new <= LAST_POSITION:
            raise Conflict(_("Esta sesión no puede ir más allá."))
        there = await fetch(HOLDER, programme, new, event)
        async with acts.changing(event, "programme.reordered", by=by, at=at):
            await _leave(event)
            await _swap_in(there, programme, old, by=by, at=at)
            await _take(event, programme, new, at)
        await audit.record(by, "programme.reordered", f"programme:{programme}", at=at)


async def _swap_in(
    there: list[Record], programme: UUID, position: int, *, by: Actor, at: datetime
) -> None:
    for row in there:
        async with acts.changing(row["id"], "programme.reordered", by=by, at=at):
            await _take(row["id"], programme, position, at)


async def _leave(event: UUID) -> None:
    # Two never share a position, not even while they change places.
    await execute(
        "UPDATE event SET programme = NULL, programme_position = NULL WHERE id = $1", event
    )


async def _take(event: UUID, programme: UUID, position: int, at: datetime) -> None:
    await execute(
        "UPDATE event SET programme = $2, programme_position = $3, changed_at = $4 WHERE id = $1",
        event, programme, position, at,
    )  # fmt: skip
