"""What one just did to the plan can be taken back, unless somebody relies on it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import acts, agenda, deeds, planning, undo, venues
from events.planning.domain.event import Material
from notifications.domain import upstairs
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned
from volunteers.assignments.domain import invitations

HOUR = timedelta(hours=1)


async def last_act(by: Actor = SYSTEM) -> UUID:
    """What somebody did last."""
    done = await deeds.latest_of(by.account, since=TODAY - HOUR, most=1)
    return done[0].id


async def undone(by: Actor = SYSTEM, *, at: Any = TODAY + HOUR) -> int:
    """Take back what somebody did last."""
    return await undo.undo(await last_act(by), by=by, at=at, above=upstairs)


async def hall() -> UUID:
    """A venue in San José Pinula."""
    new = venues.NewVenue(name="Salón comunal", municipality="0103")
    return await venues.add(new, by=SYSTEM, at=TODAY)


async def moved(event: UUID, *, at: Any = TODAY, **changes: Any) -> None:
    """Change an event, by two hours unless said otherwise."""
    times = {"starts_at": SATURDAY + 2 * HOUR, "ends_at": SATURDAY + 4 * HOUR}
    draft = msgspec.structs.replace(WORKSHOP, **{**times, **changes})
    await planning.change(event, draft, by=SYSTEM, at=at, above=upstairs)


async def test_a_change_is_taken_back_whole_and_the_revision_goes_on(db: None) -> None:
    event = await planned()
    before = await agenda.event(event)
    await moved(
        event,
        title="Otro",
        topics=("support-networks",),
        audiences=("teachers", "youth-leaders"),
        materials=(Material(label="Carteles"),),
        capacity=30,
    )
    assert await undone() == 1
    after = await agenda.event(event)
    assert (after.sequence, after.changed_at) == (2, TODAY + HOUR)
    told = {"sequence": 0, "changed_at": before.changed_at}
    assert msgspec.structs.replace(after, **told) == before


async def test_an_event_that_was_just_written_down_disappears(db: None) -> None:
    await planned(published=False)
    await undone()
    assert await fetch("SELECT FROM event") == []


async def test_what_was_published_is_not_made_to_disappear(db: None) -> None:
    event = await planned(published=False)
    made = await last_act()
    await planning.publish(event, by=SYSTEM, at=TODAY, above=upstairs)
    await undone()
    assert (await agenda.event(event)).status == "draft"
    with pytest.raises(Conflict, match="ya se publicó"):
        await undo.undo(made, by=SYSTEM, at=TODAY + HOUR, above=upstairs)


@pytest.mark.parametrize("answer", ["accepted", "declined"])
async def test_an_event_that_somebody_was_asked_to_stays(db: None, answer: str) -> None:
    event = await planned(published=False)
    assignment = await invitations.invite(event, await helper(), "lead", by=SYSTEM, at=TODAY)
    await invitations.answer(assignment, answer, at=TODAY)
    with pytest.raises(Conflict, match="Ya se invitó"):
        await undone()


async def test_a_cancellation_of_many_is_taken_back_at_once(db: None) -> None:
    events = [await planned(title=title) for title in ("Uno", "Dos")]
    async with acts.doing("cluster.cancelled", by=SYSTEM, at=TODAY):
        for event in events:
            await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    assert await undone() == 2
    found = await agenda.events(events)
    assert [(e.status, e.cancellation_reason, e.sequence) for e in found] == [
        ("published", None, 2)
    ] * 2


async def test_what_changed_since_is_named(db: None) -> None:
    event = await planned()
    await moved(event)
    act = await last_act()
    await moved(event, at=TODAY + timedelta(seconds=1), title="Otro")
    with pytest.raises(Conflict, match="«Otro» cambió después"):
        await undo.undo(act, by=SYSTEM, at=TODAY + HOUR, above=upstairs)
    assert (await agenda.event(event)).title == "Otro"


async def test_one_after_the_other_is_taken_back_in_reverse(db: None) -> None:
    event = await planned()
    start = await agenda.event(event)
    await moved(event)
    first = await last_act()
    await moved(event, title="Otro", at=TODAY + timedelta(seconds=1))
    await undone()
    await undo.undo(first, by=SYSTEM, at=TODAY + HOUR, above=upstairs)
    end = await agenda.event(event)
    assert (end.title, end.starts_at, end.sequence) == (start.title, start.starts_at, 3)


async def test_nothing_is_undone_twice_nor_an_undoing(db: None) -> None:
    event = await planned()
    await moved(event)
    act = await last_act()
    await undone()
    with pytest.raises(Conflict, match="Ya se deshizo"):
        await undo.undo(act, by=SYSTEM, at=TODAY + HOUR, above=upstairs)
    with pytest.raises(Conflict, match="no se vuelve a deshacer"):
        await undone()


async def test_a_venue_that_was_taken_meanwhile_stays_with_who_took_it(db: None) -> None:
    venue = await hall()
    event = await planned(venue=venue)
    await moved(event)
    act = await last_act()
    await planned(venue=venue, title="Asamblea", at=TODAY - HOUR)
    with pytest.raises(Conflict, match="ocupado ahora por «Asamblea»"):
        await undo.undo(act, by=SYSTEM, at=TODAY + HOUR, above=upstairs)
    assert (await agenda.event(event)).venue is None


async def test_two_that_changed_places_change_back(db: None) -> None:
    venue = await hall()
    one = await planned(venue=venue)
    two = await planned(venue=venue, starts_at=SATURDAY + 4 * HOUR, ends_at=SATURDAY + 6 * HOUR)
    async with acts.doing("agenda.swapped", by=SYSTEM, at=TODAY):
        await moved(one, starts_at=SATURDAY + 8 * HOUR, ends_at=SATURDAY + 9 * HOUR, venue=venue)
        await moved(two, starts_at=SATURDAY, ends_at=SATURDAY + 2 * HOUR, venue=venue)
        await moved(one, starts_at=SATURDAY + 4 * HOUR, ends_at=SATURDAY + 5 * HOUR, venue=venue)
    assert await undone() == 2
    starts = [e.starts_at for e in await agenda.events([one, two])]
    assert starts == [SATURDAY, SATURDAY + 4 * HOUR]


async def test_only_ones_own_recent_acts_are_undone(cast: Cast) -> None:
    event = await planning.plan(WORKSHOP, by=cast.pinula, at=TODAY)
    act = await last_act(cast.pinula)
    with pytest.raises(NotFound):
        await undo.undo(act, by=cast.admin, at=TODAY, above=upstairs)
    with pytest.raises(Conflict, match="24 horas"):
        await undo.undo(act, by=cast.pinula, at=TODAY + 25 * HOUR, above=upstairs)
    elsewhere = msgspec.structs.replace(cast.pinula, municipalities=frozenset({"0108"}))
    with pytest.raises(NotAllowed):
        await undo.undo(act, by=elsewhere, at=TODAY, above=upstairs)
    assert (await agenda.event(event)).status == "draft"


async def test_an_event_that_people_came_to_stays_where_it_was(db: None) -> None:
    event = await planned()
    await moved(event)
    await execute(
        "INSERT INTO headcount (id, event, at, received_at, sex, age_band, count)"
        " VALUES (gen_random_uuid(), $1, $2, $2, 'unknown', 'unknown', 3)",
        *(event, TODAY),
    )
    with pytest.raises(Conflict, match="ya tiene asistencia"):
        await undone()


async def test_what_can_be_undone_is_told_beforehand(cast: Cast) -> None:
    event = await planning.plan(WORKSHOP, by=cast.pinula, at=TODAY)
    await planning.publish(event, by=cast.pinula, at=TODAY + HOUR, above=upstairs)
    told = await undo.latest(by=cast.pinula, at=TODAY + 2 * HOUR, above=upstairs)
    assert [(one.deed.act, one.obstacle) for one in told] == [
        ("event.published", ""),
        ("event.planned", "«Navegar con cuidado» cambió después: eso habría que deshacerlo antes."),
    ]
    assert await undo.latest(by=cast.pinula, at=TODAY + 26 * HOUR, above=upstairs) == []
