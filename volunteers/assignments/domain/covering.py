"""Convoca looks for somebody by itself: it lets expire, releases, and asks the next best in waves.

Every process does so with every tick; whatever one has done, the others find done.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from events.planning.domain import agenda
from events.planning.domain.event import Event
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.assignments.domain import expiry, held_places, releases, searches, waves
from volunteers.assignments.domain.askable import askable
from volunteers.assignments.domain.deadlines import answer_by
from volunteers.assignments.domain.held_places import NewPlace
from volunteers.assignments.domain.invitations import ROLES
from volunteers.assignments.domain.searches import Search
from volunteers.assignments.domain.vacancies import vacancies

OFFER: Final = """
    INSERT INTO offer (id, search, assignment, wave, offered_at)
    SELECT $1, $2, a.id, $4, greatest($5, a.changed_at) FROM assignment a WHERE a.id = $3
    ON CONFLICT (search, assignment) DO NOTHING
"""
SENT: Final = "UPDATE cover_search SET wave = $2, next_wave_at = $3 WHERE id = $1"
ALL_ASKED: Final = "UPDATE cover_search SET next_wave_at = NULL WHERE id = $1"


async def advance(*, at: datetime) -> bool:
    """Do everything that is due; says whether anything changed."""
    changed = await releases.settle(at=at) + await expiry.expire(at=at)
    for search in await searches.open_ones():
        changed += await _go_on(search, at)
    return bool(changed)


async def search(event_id: UUID, role: str, *, by: Actor, at: datetime) -> UUID:
    """Begin to look for somebody; raises Conflict where nobody is missing or somebody looks."""
    if role not in ROLES:
        raise Invalid({"role": _("Ese papel no existe.")})
    async with transaction():
        event = await held_places.hold_event(event_id, at=at)
        by.need("staff", event.municipality)
        if await searches.for_role(event_id, role):
            raise Conflict(_("Ya se busca a alguien para ese papel."))
        needless = await searches.needless(event_id, role)
        if needless == "filled":
            raise Conflict(_("Ya están las personas que hacen falta en ese papel."))
        if needless:
            raise Conflict(_("Para cada lugar de ese papel ya hay una invitación sin responder."))
        return await searches.begin(event_id, role, "coordinator", by=by, at=at)


async def call_off(search_id: UUID, *, by: Actor, at: datetime) -> None:
    """Stop looking; what was offered and not answered expires. Raises NotFound, NotAllowed."""
    async with transaction():
        found = await _held(search_id)
        by.need("staff", (await agenda.event(found.event)).municipality)
        if found.ended_at is None:
            await searches.end(found.id, "called_off", by=by, at=at)


async def _go_on(search: Search, at: datetime) -> bool:
    """Send the next wave if it is due, or end what is over."""
    event = await agenda.event(search.event)
    over = await _outcome(search, event, at)
    if not over and not _is_due(search, at):
        return False
    wanted = [] if over else (await _next_wave(search, event))[1]
    async with transaction():
        await held_places.hold_all(wanted, [])
        now = await _held(search.id)
        event = await agenda.event(search.event)
        if now.ended_at is not None or now.wave != search.wave:
            return False
        outcome = await _outcome(now, event, at)
        if outcome:
            await searches.end(search.id, outcome, at=at)
            return True
        return _is_due(now, at) and await _send(now, event, wanted, at)


async def _send(search: Search, event: Event, wanted: list[UUID], at: datetime) -> bool:
    """Ask those of the wanted people, all held, who can still be asked."""
    await audit.hold()
    number, willing = await _next_wave(search, event, only=wanted)
    if wanted and not willing:
        return False  # somebody else was faster; the next tick looks again
    if not wanted:
        return await _nobody_left(search, at)
    for volunteer in willing:
        await _offer(search, event, volunteer, at)
    await execute(SENT, search.id, number, waves.next_at(event.starts_at, at=at))
    return True


async def _offer(search: Search, event: Event, volunteer: UUID, at: datetime) -> None:
    new = NewPlace(
        event=event, volunteer=volunteer, role=search.role, status="invited",
        answer_by=answer_by(event.starts_at, event.zone, at=at),
    )  # fmt: skip
    assignment = await held_places.write(new, at=at)
    await execute(OFFER, new_id(), search.id, assignment, search.wave + 1, at)
    told = {"event": event.id, "volunteer": volunteer, "role": search.role, "search": search.id}
    await audit.record(SYSTEM, "assignment.offered", f"assignment:{assignment}", at=at, **told)


async def _nobody_left(search: Search, at: datetime) -> bool:
    if not search.waiting:
        await searches.end(search.id, "nobody", at=at)
        return True
    await execute(ALL_ASKED, search.id)
    return False


async def _next_wave(
    search: Search, event: Event, *, only: list[UUID] | None = None
) -> tuple[int, list[UUID]]:
    """The number of the next wave, and whom it asks."""
    number = search.wave + 1
    places = 1
    if search.standing_for is None:
        places = (await vacancies(search.event, search.role)).sought
    found = await askable(event, search.role, search=search.id, only=only)
    return number, [one.volunteer for one in found[: waves.size(number, places)]]


async def _outcome(search: Search, event: Event, at: datetime) -> str:
    """How a search ends now; empty if it goes on."""
    if event.status not in held_places.OPEN:
        return "called_off"
    if event.starts_at <= at:
        return "begun"
    return "" if search.standing_for else await searches.needless(event.id, search.role)


def _is_due(search: Search, at: datetime) -> bool:
    """Whether the next wave may leave: its time came, or everybody who was asked has answered."""
    return not search.waiting or (search.next_wave_at is not None and search.next_wave_at <= at)


async def _held(search_id: UUID) -> Search:
    """A search, which nobody ends or sends on until the transaction ends."""
    known = await searches.search(search_id)
    if known is None:
        raise NotFound(_("Esta búsqueda no existe."))
    await fetch(held_places.HOLD, [known.event])
    held = await searches.search(search_id)
    assert held is not None, "searches are never deleted while their event is held"
    return held
