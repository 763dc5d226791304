"""Venues and people that are needed twice."""

from datetime import timedelta
from uuid import UUID

import msgspec
from hypothesis import HealthCheck, given, settings

from events.planning.domain import agenda, conflicts, venues
from events.planning.domain.upstairs import Slot
from server.foundation.identity import SYSTEM
from tests.support.busy_worlds import World, build, event_id, needed_twice, slots, worlds
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.rounds import HOUR
from volunteers.assignments.domain import invitations
from volunteers.assignments.domain.clashes import clashes

HALL = venues.NewVenue(name="Salón municipal", municipality="0103", capacity=80)


async def hall(name: str = HALL.name, municipality: str = "0103") -> UUID:
    named = msgspec.structs.replace(HALL, name=name, municipality=municipality)
    return await venues.add(named, by=SYSTEM, at=TODAY)


async def slot(event: UUID, later: timedelta = timedelta(0)) -> Slot:
    """Where an event would be if it moved."""
    now = conflicts.slot_of(await agenda.event(event))
    times = {"starts_at": now.starts_at + later, "ends_at": now.ends_at + later}
    return msgspec.structs.replace(now, **times)


async def told(*slots: Slot) -> list[tuple[int, str, str, int]]:
    return [(one.slot, one.what, one.who, one.short) for one in await clashes(slots)]


async def test_a_venue_is_needed_twice_at_the_same_time_and_not_back_to_back(db: None) -> None:
    room = await hall()
    await planned(venue=room)
    other = await planned(starts_at=SATURDAY + 3 * HOUR, ends_at=SATURDAY + 4 * HOUR, venue=room)
    assert await told(await slot(other)) == []
    assert await told(await slot(other, -HOUR / 60)) == [(0, "venue", "Salón municipal", 0)]


async def test_a_person_is_needed_twice_at_the_same_time(db: None) -> None:
    ana = await helper()
    here = await planned()
    there = await planned(starts_at=SATURDAY + 6 * HOUR, ends_at=SATURDAY + 8 * HOUR)
    for event in (here, there):
        await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)
    assert await told(await slot(there)) == []
    assert await told(await slot(there, -4 * HOUR)) == [(0, "person", "Ana Ayuda", 0)]


@given(world=worlds())
@settings(
    max_examples=35, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_what_is_needed_twice_is_found_as_by_trying_everything(
    db: None, world: World
) -> None:
    await build(world)
    found = await clashes(slots(world))
    assert sorted((c.slot, c.what, c.who, c.event, c.short) for c in found) == sorted(
        (slot, what, who, event_id(number), short)
        for slot, what, who, number, short in needed_twice(world)
    )
