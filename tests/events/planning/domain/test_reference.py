"""The codelists that ship, and the period that each day belongs to."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from uuid import UUID

import pytest

from events.planning.domain import reference
from events.planning.tables import Project, UniquenessPeriod
from server.foundation.database import execute, fetch
from server.foundation.identity import new_id


@pytest.fixture
async def project(db: None) -> AsyncIterator[UUID]:
    """A funded project without periods."""
    row = Project(id=new_id(), slug="growing", name="Growing in Peace", donor="A donor")
    await Project.insert(row)
    yield row.id
    await execute("DELETE FROM uniqueness_period WHERE project = $1", row.id)


async def counts() -> list[int]:
    tables = ("municipality", "kind", "topic", "audience", "project")
    return [(await fetch(f"SELECT count(*) AS n FROM {table}"))[0]["n"] for table in tables]


async def test_everything_ships_once_however_often_and_at_once(db: None) -> None:
    before = await counts()
    await asyncio.gather(*(reference.ship() for _ in range(4)))
    assert await counts() == before == [6, 15, 24, 16, 1]


async def test_what_an_administrator_changed_stays(db: None) -> None:
    await execute("UPDATE kind SET name_es = 'Tallercito' WHERE slug = 'workshop'")
    try:
        await reference.ship()
        rows = await fetch("SELECT name_es FROM kind WHERE slug = 'workshop'")
        assert [row["name_es"] for row in rows] == ["Tallercito"]
    finally:
        await execute("UPDATE kind SET name_es = 'Taller' WHERE slug = 'workshop'")


async def test_sub_topics_stand_under_a_topic_that_ships(db: None) -> None:
    assert (
        await fetch(
            "SELECT slug FROM topic t WHERE parent IS NOT NULL"
            " AND NOT EXISTS (SELECT FROM topic p WHERE p.slug = t.parent)"
        )
        == []
    )


async def given(project: UUID, *periods: tuple[date, date]) -> None:
    for first, last in periods:
        row = UniquenessPeriod(id=new_id(), project=project, starts_on=first, ends_on=last)
        await UniquenessPeriod.insert(row)


async def holding(project: UUID, day: date) -> tuple[date, date]:
    period = await reference.period_of(project, day)
    row = await fetch("SELECT starts_on, ends_on FROM uniqueness_period WHERE id = $1", period)
    return row[0]["starts_on"], row[0]["ends_on"]


async def test_a_day_without_a_period_gets_its_calendar_year_once(project: UUID) -> None:
    year = (date(2028, 1, 1), date(2028, 12, 31))
    assert [await holding(project, date(2028, *day)) for day in ((2, 29), (1, 1), (12, 31))] == [
        year
    ] * 3
    periods = {await reference.period_of(project, date(2028, month, 5)) for month in (1, 6, 12)}
    assert len(periods) == 1


async def test_several_who_need_a_period_at_once_share_it(project: UUID) -> None:
    found = await asyncio.gather(
        *(reference.period_of(project, date(2028, 5, 1)) for _ in range(8))
    )
    assert len(set(found)) == 1


async def test_a_day_belongs_to_the_period_that_was_set(project: UUID) -> None:
    school_year = (date(2026, 1, 15), date(2026, 10, 31))
    await given(project, school_year)
    assert await holding(project, date(2026, 1, 15)) == school_year
    assert await holding(project, date(2026, 10, 31)) == school_year


async def test_a_day_between_periods_gets_what_they_leave_free(project: UUID) -> None:
    await given(
        project,
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 10, 1), date(2027, 3, 31)),
    )
    assert await holding(project, date(2026, 8, 1)) == (date(2026, 7, 1), date(2026, 9, 30))
    assert await holding(project, date(2027, 8, 1)) == (date(2027, 4, 1), date(2027, 12, 31))
    assert await holding(project, date(2025, 8, 1)) == (date(2025, 1, 1), date(2025, 12, 31))
