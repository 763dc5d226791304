"""The order of a programme's sessions: no two share a position, whatever is done."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.planning.domain import agenda, planning, programme_order, programmes
from events.planning.domain.draft import as_draft
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.errors import Conflict, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.events import TODAY, planned
from tests.support.programmes import programme

LATER = TODAY + timedelta(hours=1)


async def session(school: UUID, position: int, title: str = "Sesión") -> UUID:
    return await planned(programme=school, programme_position=position, title=title)


async def order(school: UUID) -> dict[UUID, int | None]:
    return {it.id: it.programme_position for it in await programmes.sessions(school)}


async def move(school: UUID, event: UUID, steps: int, by: Actor = SYSTEM) -> None:
    await programme_order.move(school, event, steps, by=by, at=LATER)


async def test_a_position_is_one_events_own(db: None) -> None:
    school = await programme()
    await session(school, 1, "Conocernos")
    with pytest.raises(programme_order.PositionTaken) as refusal:
        await session(school, 1)
    assert refusal.value.sentence == ("La sesión 1 de «Escuela de liderazgo» ya es «Conocernos».")
    second = await agenda.event(await session(school, 2))
    there = msgspec.structs.replace(as_draft(second), programme_position=1)
    with pytest.raises(programme_order.PositionTaken):
        await planning.change(second.id, there, by=SYSTEM, at=LATER, above=upstairs)


async def test_of_two_at_once_one_gets_the_position(db: None) -> None:
    school = await programme()
    came = await asyncio.gather(
        *(session(school, 1) for _coordinator in range(4)), return_exceptions=True
    )
    refused = [type(it) for it in came if isinstance(it, BaseException)]
    assert refused == [programme_order.PositionTaken] * 3
    assert len(await order(school)) == 1


async def test_who_was_called_off_holds_no_position(db: None) -> None:
    school = await programme()
    gone = await session(school, 1)
    await planning.cancel(gone, "rain", by=SYSTEM, at=TODAY)
    again = await session(school, 1)
    assert set(await order(school)) == {gone, again}


async def test_two_sessions_change_places(db: None) -> None:
    school = await programme()
    first, second = await session(school, 1), await session(school, 2)
    await move(school, first, 1)
    assert await order(school) == {first: 2, second: 1}
    moved = await agenda.event(first)
    assert (moved.changed_at, moved.sequence) == (LATER, 0)
    told = await fetch("SELECT act FROM planning_act ORDER BY at DESC LIMIT 1")
    assert [row["act"] for row in told] == ["programme.reordered"]


async def test_a_session_moves_into_a_gap(db: None) -> None:
    school = await programme()
    first, third = await session(school, 1), await session(school, 3)
    await move(school, third, -1)
    assert await order(school) == {first: 1, third: 2}


async def test_no_session_comes_before_the_first_position(db: None) -> None:
    school = await programme()
    first = await session(school, 1)
    with pytest.raises(Conflict, match=r"no puede ir más allá"):
        await move(school, first, -1)
    with pytest.raises(Conflict, match=r"no puede ir más allá"):
        await move(school, first, 200)


async def test_only_sessions_of_the_programme_are_moved(db: None) -> None:
    school, other = await programme(), await programme(name="Otra")
    first = await session(school, 1)
    gone = await session(school, 2)
    await planning.cancel(gone, "rain", by=SYSTEM, at=TODAY)
    for programme_id, event in ((other, first), (school, gone), (first, school)):
        with pytest.raises(NotFound):
            await move(programme_id, event, 1)


async def test_a_programme_is_its_coordinators(cast: Cast) -> None:
    school = await programme()
    first = await session(school, 1)
    with pytest.raises(NotAllowed):
        await move(school, first, 1, by=cast.mixco)
    draft = as_draft(await agenda.event(await planned(municipality="0108")))
    joining = msgspec.structs.replace(draft, programme=school, programme_position=2)
    with pytest.raises(NotAllowed):
        await planning.plan(joining, by=cast.mixco, at=TODAY)
    guest = await planning.plan(joining, by=SYSTEM, at=TODAY)
    # Who coordinates the guest may change the rest of it.
    renamed = msgspec.structs.replace(joining, title="Otro")
    await planning.change(guest, renamed, by=cast.mixco, at=LATER, above=upstairs)
    assert (await agenda.event(guest)).programme_position == 2


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    positions=st.lists(st.integers(1, 6), min_size=1, max_size=4, unique=True),
    moves=st.lists(st.tuples(st.integers(0, 3), st.sampled_from([-1, 1])), max_size=6),
)
async def test_a_move_shifts_one_session_by_one_and_at_most_one_other(
    db: None, positions: list[int], moves: list[tuple[int, int]]
) -> None:
    school = await programme(cohort=str(len(await programmes.programmes())))
    events = [await session(school, position) for position in positions]
    for number, steps in moves:
        chosen = events[number % len(events)]
        before = await order(school)
        with suppress(Conflict):
            await move(school, chosen, steps)
        after = await order(school)
        assert len(set(after.values())) == len(events)
        assert set(after) == set(before)
        where = before[chosen]
        assert where is not None
        expected = {
            event: where if held == where + steps else held for event, held in before.items()
        } | {chosen: where + steps}
        assert after == (expected if where + steps >= 1 else before)
