"""Asking for a substitute while keeping the place, and taking over somebody's place.

Only those against whom nothing speaks see that somebody is looked for, and only they can take it.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import agenda
from events.planning.domain.event import Event
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.assignments.domain import accepting, held_places, searches
from volunteers.assignments.domain.askable import askable
from volunteers.assignments.domain.held_places import NewPlace
from volunteers.assignments.domain.invitations import ANSWER, LONGEST_REASON, answering

VOLUNTEER: Final = "SELECT id FROM volunteer WHERE account = $1"
ACCEPTED: Final = """
    SELECT id FROM assignment WHERE event = $1 AND volunteer = $2 AND status = 'accepted'
"""
WANTED: Final = """
    SELECT s.id, s.event, s.role FROM cover_search s JOIN event e ON e.id = s.event
    WHERE s.ended_at IS NULL AND s.standing_for IS NOT NULL AND e.starts_at > $1
        AND e.status IN ('draft', 'published')
        AND NOT EXISTS (SELECT FROM assignment a WHERE a.event = s.event AND a.volunteer = $2
            AND a.status IN ('invited', 'accepted', 'declined'))
    ORDER BY e.starts_at, s.id
"""


class Wanted(Struct, frozen=True, kw_only=True):
    """A place that somebody would like to hand over; who and why is not told."""

    search: UUID
    event: Event
    role: str


async def ask(assignment: UUID, reason: str = "", *, by: Actor | None = None, at: datetime) -> UUID:
    """Look for somebody to take over an accepted place, which stays accepted until then.

    Without `by` it is the person who holds the link in their message. Asked twice, it is one
    search. Raises NotFound, NotAllowed, Invalid, or Conflict when it is too late.
    """
    if len(reason.strip()) > LONGEST_REASON or "\0" in reason:
        raise Invalid({"why": _("Tiene más de %(n)s caracteres.", n=LONGEST_REASON)})
    async with transaction():
        held = await held_places.hold(assignment, at=at)
        who = await answering(held, by)
        if held.status != "accepted":
            raise Conflict(_("Solo quien aceptó un lugar puede pedir que alguien lo tome."))
        known = await searches.of_asker(assignment)
        return known.id if known else await searches.begin_for(held, reason.strip(), by=who, at=at)


async def take_back(assignment: UUID, *, by: Actor | None = None, at: datetime) -> None:
    """Keep one's place after all; raises NotFound, NotAllowed, or Conflict when it is gone."""
    async with transaction():
        held = await held_places.hold(assignment, at=at)
        who = await answering(held, by)
        if held.status != "accepted":
            raise Conflict(_("Alguien ya tomó este lugar."))
        asked = await searches.of_asker(assignment)
        if asked:
            await searches.end(asked.id, "called_off", by=who, at=at)


async def wanted(*, by: Actor, at: datetime) -> list[Wanted]:
    """The places that this helper, and not everybody, may take over; the soonest first."""
    mine = await _volunteer(by)
    if mine is None:
        return []
    found = []
    for row in await fetch(WANTED, at, mine):
        event = await agenda.event(row["event"])
        if await askable(event, row["role"], search=row["id"], only=[mine]):
            found.append(Wanted(search=row["id"], event=event, role=row["role"]))
    return found


async def take(search_id: UUID, *, by: Actor, at: datetime) -> UUID:
    """Take over somebody's place, the first who does; returns one's own.

    Raises NotFound for who may not, as if there were nothing, and Conflict when it is gone.
    """
    mine, known = await _volunteer(by), await searches.search(search_id)
    if mine is None or known is None or known.standing_for is None:
        raise _nothing()
    async with transaction():
        await held_places.hold_all([mine], [])
        event = await held_places.hold_event(known.event, at=at)
        already = await fetch(ACCEPTED, known.event, mine)
        if already:
            return UUID(str(already[0]["id"]))
        await audit.hold()
        await _need_fit(event, known, mine)
        now = await searches.search(search_id)
        assert now is not None, "searches are never deleted while their event is held"
        if now.ended_at is not None or now.standing_for is None:
            raise Conflict(_("Gracias: el lugar ya se cubrió."))
        new = NewPlace(event=event, volunteer=mine, role=known.role, status="accepted")
        place = await held_places.write(new, at=at)
        await execute(ANSWER, new_id(), place, at, "accepted", "", None)
        await audit.record(by, "assignment.accepted", f"assignment:{place}", at=at, search=now.id)
        await accepting.hand_over(now, by=by, at=at)
    return place


async def _need_fit(event: Event, search: searches.Search, volunteer: UUID) -> None:
    if not await askable(event, search.role, search=search.id, only=[volunteer]):
        raise _nothing()


async def _volunteer(by: Actor) -> UUID | None:
    rows = await fetch(VOLUNTEER, by.account)
    return UUID(str(rows[0]["id"])) if rows else None


def _nothing() -> NotFound:
    return NotFound(_("Esta búsqueda no existe."))
