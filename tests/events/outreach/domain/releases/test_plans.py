"""A project is released by itself on its day, once, whoever else is at it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from asyncpg import RestrictViolationError

from events.outreach.domain.releases import plans, reading
from events.outreach.domain.releases.plans import Plan, PlanDraft
from events.planning.domain import codelists
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.registers import BEFORE, WORKSHOP_DAY, held, march, tallied

ZONE = "America/Guatemala"
DUE = datetime(2026, 4, 15, 7, tzinfo=UTC)
QUARTERLY = PlanDraft(every="quarter", days_after=15)


@pytest.fixture
async def project(db: None) -> AsyncIterator[UUID]:
    """The general project, with nothing left planned afterwards."""
    yield (await codelists.projects())[0].id
    await execute("UPDATE project SET ends_on = NULL")


async def planned(project: UUID, draft: PlanDraft = QUARTERLY) -> Plan:
    await plans.write(project, draft, by=SYSTEM, at=BEFORE, today=date(2026, 2, 1))
    found = await plans.plan(project)
    assert found is not None
    return found


async def titles() -> list[str]:
    return [release.title for release in await reading.released()]


async def test_a_project_is_released_on_its_day_and_not_before(project: UUID) -> None:
    event = await held(WORKSHOP_DAY)
    await tallied(event, 40, sex="female", age_band="25-34")
    assert (await planned(project)).next_on == date(2026, 4, 15)
    assert await plans.go_on(DUE - timedelta(hours=2), zone=ZONE) == 0
    assert await plans.go_on(DUE, zone=ZONE) == 1
    assert await plans.go_on(DUE, zone=ZONE) == 0
    (release,) = await reading.released(readers="donor")
    assert (release.title, release.first, release.last) == (
        "Enero – marzo de 2026", date(2026, 1, 1), date(2026, 3, 31),
    )  # fmt: skip
    rows = await fetch("SELECT next_on FROM release_plan")
    assert [row["next_on"] for row in rows] == [date(2026, 7, 15)]


async def test_of_two_processes_one_makes_the_release(project: UUID) -> None:
    event = await held(WORKSHOP_DAY)
    await tallied(event, 40, sex="female", age_band="25-34")
    await planned(project)
    made = await asyncio.gather(*(plans.go_on(DUE, zone=ZONE) for _process in range(3)))
    assert sum(made) == 1
    assert await titles() == ["Enero – marzo de 2026"]


async def test_a_plan_that_is_written_anew_releases_no_stretch_again(project: UUID) -> None:
    event = await held(WORKSHOP_DAY)
    await tallied(event, 40, sex="female", age_band="25-34")
    await planned(project)
    assert await plans.go_on(DUE, zone=ZONE) == 1
    later = PlanDraft(every="quarter", days_after=20)
    await plans.write(project, later, by=SYSTEM, at=DUE, today=date(2026, 4, 20))
    assert await plans.go_on(DUE + timedelta(days=5), zone=ZONE) == 0
    assert await titles() == ["Enero – marzo de 2026"]
    rows = await fetch("SELECT next_on FROM release_plan")
    assert [row["next_on"] for row in rows] == [date(2026, 7, 20)]


async def test_the_database_refuses_to_change_or_delete_a_release(project: UUID) -> None:
    event = await held(WORKSHOP_DAY)
    await tallied(event, 40, sex="female", age_band="25-34")
    await planned(project)
    await plans.go_on(DUE, zone=ZONE)
    for statement in ("UPDATE release SET title = 'Otra'", "DELETE FROM release"):
        with pytest.raises(RestrictViolationError):
            await execute(statement)
    withdrawn = "UPDATE release SET withdrawn_at = now(), withdrawn_why = 'Un error'"
    await execute(withdrawn)
    with pytest.raises(RestrictViolationError):
        await execute("UPDATE release SET withdrawn_at = NULL, withdrawn_why = NULL")


async def test_what_cannot_be_released_is_said_and_the_plan_goes_on(project: UUID) -> None:
    await planned(project)
    assert await plans.go_on(DUE, zone=ZONE) == 0
    found = await plans.plan(project)
    assert found is not None
    assert found.trouble.startswith("Enero – marzo de 2026: No hay ninguna cifra")
    assert found.next_on == date(2026, 7, 15)
    assert await titles() == []


async def test_a_paused_plan_makes_nothing_and_misses_what_was_due(project: UUID) -> None:
    await march()
    await planned(project)
    await plans.pause(project, by=SYSTEM, at=BEFORE)
    assert await plans.go_on(DUE, zone=ZONE) == 0
    await plans.resume(project, by=SYSTEM, at=DUE, today=date(2026, 5, 1))
    found = await plans.plan(project)
    assert found is not None
    assert (found.paused_at, found.next_on) == (None, date(2026, 7, 15))


async def test_a_project_that_ended_is_released_no_more(project: UUID) -> None:
    await planned(project)
    await execute("UPDATE project SET ends_on = '2025-12-31' WHERE id = $1", project)
    assert await plans.go_on(DUE, zone=ZONE) == 0
    rows = await fetch("SELECT paused_at FROM release_plan")
    assert [row["paused_at"] for row in rows] == [DUE]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (PlanDraft(every="week"), "every"),
        (PlanDraft(every="month", days_after=0), "days_after"),
        (PlanDraft(every="month", readers="press"), "readers"),
    ],
)
async def test_a_plan_that_makes_no_sense_is_refused(
    project: UUID, draft: PlanDraft, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await planned(project, draft)
    assert list(refused.value.fields) == [field]


async def test_what_is_not_planned_cannot_be_paused(project: UUID) -> None:
    assert await plans.plan(project) is None
    with pytest.raises(NotFound):
        await plans.pause(project, by=SYSTEM, at=BEFORE)


async def test_only_who_administers_plans(project: UUID, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await plans.write(project, QUARTERLY, by=cast.mixco, at=BEFORE, today=date(2026, 2, 1))
