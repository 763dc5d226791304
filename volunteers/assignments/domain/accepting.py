"""Who gets a place: the first to say yes while one is free, or while somebody wants to hand over.

Nobody is promised a place beyond what is needed. Who says yes to a place that is gone has not done
anything wrong: their invitation has expired, and they are told so kindly.
"""

from datetime import datetime
from uuid import UUID

from server.accounts.domain import audit
from server.foundation.identity import Actor
from volunteers.assignments.domain import fitness, held_places, searches
from volunteers.assignments.domain.held_places import Held
from volunteers.assignments.domain.searches import Search
from volunteers.assignments.domain.vacancies import vacancies


async def accept(held: Held, *, by: Actor, at: datetime) -> str:
    """Give the place that is held; returns what it is now: accepted, or expired if it was gone.

    Raises Conflict with what nobody can override.
    """
    if held.status == "accepted":
        return "accepted"
    if await is_gone(held.event.id, held.role, held.id):
        return await _too_late(held, by=by, at=at)
    free = (await vacancies(held.event.id, held.role)).free
    leaving = await searches.to_hand_over(held.event.id, held.role, held.id)
    against = await fitness.reasons(held.volunteer, held.role, held.event, by=by, own=True)
    fitness.refuse_hard(against)
    await held_places.settle(held.id, "accepted", at=at)
    if leaving and (not free or await searches.was_offered(leaving.id, held.id)):
        await hand_over(leaving, by=by, at=at)
    await searches.end_if_full(held.event.id, held.role, at=at)
    return "accepted"


async def is_gone(event: UUID, role: str, assignment: UUID) -> bool:
    """Whether a yes of whoever holds this invitation would come too late."""
    if (await vacancies(event, role)).free:
        return False
    return await searches.to_hand_over(event, role, assignment) is None


async def hand_over(search: Search, *, by: Actor, at: datetime) -> None:
    """Let go of whoever asked for a substitute, who has just been found; the event is held."""
    original = search.standing_for
    assert original is not None, "this search stands for nobody"
    await held_places.settle(original, "substituted", at=at)
    await audit.record(by, "assignment.substituted", f"assignment:{original}", at=at)
    await searches.end(search.id, "filled", at=at)


async def _too_late(held: Held, *, by: Actor, at: datetime) -> str:
    if held.status != "expired":
        await held_places.settle(held.id, "expired", at=at)
        await audit.record(by, "assignment.came_late", f"assignment:{held.id}", at=at)
    return "expired"
