"""Programmes as they stand."""

from datetime import timedelta
from uuid import UUID

from events.planning.domain import planning, programmes
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.programmes import programme

WEEK = timedelta(days=7)


async def session(school: UUID, position: int, *, week: int | None = None) -> UUID:
    """A session of three hours, in the week of its position."""
    starts_at = SATURDAY + (position if week is None else week) * WEEK
    return await planned(
        programme=school, programme_position=position,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=3),
    )  # fmt: skip


async def line(school: UUID) -> list[tuple[int, UUID | None, bool]]:
    """The positions of a programme, who holds each, and whether that is too early."""
    steps = programmes.steps(await programmes.sessions(school))
    return [(it.position, it.event.id if it.event else None, it.early) for it in steps]


async def test_programmes_are_listed_by_place_the_newest_first(db: None) -> None:
    older, newer = await programme(), await programme(name="Otra")
    mixco = await programme(municipality="0108")
    assert {it.id for it in await programmes.programmes()} == {older, newer, mixco}
    assert [it.id for it in await programmes.programmes({"0103"})] == [newer, older]
    assert await programmes.programmes(set()) == []


async def test_sessions_stand_in_their_order_with_their_gaps(db: None) -> None:
    school = await programme(needed=3)
    third, first = await session(school, 3), await session(school, 1)
    assert await line(school) == [(1, first, False), (2, None, False), (3, third, False)]
    found = await programmes.programme(school)
    assert (found.planned, found.last_position) == (2, 3)
    assert found.starts_at == SATURDAY + WEEK


async def test_a_session_before_an_earlier_one_is_told(db: None) -> None:
    school = await programme()
    first = await session(school, 1, week=5)
    second, third = await session(school, 2, week=3), await session(school, 3, week=6)
    assert await line(school) == [(1, first, False), (2, second, True), (3, third, False)]


async def test_who_was_called_off_leaves_the_position_to_another(db: None) -> None:
    school = await programme()
    gone, last = await session(school, 1), await session(school, 2)
    for event in (gone, last):
        await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    again = await session(school, 1)
    steps = programmes.steps(await programmes.sessions(school))
    assert [(s.event.id if s.event else None, [e.id for e in s.called_off]) for s in steps] == [
        (again, [gone]),
        (None, [last]),
    ]
    found = await programmes.programme(school)
    assert (found.planned, found.last_position) == (1, 1)


async def test_a_programme_without_sessions_has_no_positions(db: None) -> None:
    assert await line(await programme()) == []
