"""The periods of a project, laid out in advance."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from events.attendance.domain import pseudonyms
from events.planning.domain import project_book, project_periods
from events.planning.domain.project_stretches import Every
from events.planning.domain.project_writing import ProjectDraft
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, TODAY, planned

SLUG = "en-paz"
FALL = [("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31")]


async def laid(every: Every) -> list[tuple[str, str]]:
    found = await project_periods.lay_out(SLUG, every, by=SYSTEM, at=TODAY)
    return [(it.first.isoformat(), it.last.isoformat()) for it in found]


async def project(last: date = date(2026, 12, 31)) -> UUID:
    draft = ProjectDraft(name="En paz", starts_on=date(2026, 1, 1), ends_on=last)
    return await project_book.add(draft, by=SYSTEM, at=TODAY)


async def period_of(event: UUID) -> tuple[date, date]:
    rows = await fetch(
        "SELECT u.starts_on, u.ends_on FROM event e JOIN uniqueness_period u ON u.id = e.period"
        " WHERE e.id = $1",
        event,
    )
    return (rows[0]["starts_on"], rows[0]["ends_on"])


async def test_periods_are_laid_over_the_days_of_a_project(db: None) -> None:
    await project()
    assert await laid("half") == FALL


async def test_other_periods_take_the_place_of_those_that_have_not_begun(db: None) -> None:
    await project()
    event = await planned(project=SLUG)
    assert await laid("quarter") != FALL
    assert await laid("half") == FALL
    assert await period_of(event) == (date(2026, 7, 1), date(2026, 12, 31))


async def test_a_period_in_which_something_began_stays_and_the_others_lie_around_it(
    db: None,
) -> None:
    await project(last=date(2027, 12, 31))
    began = await planned(
        project=SLUG, starts_at=TODAY - timedelta(days=30), ends_at=TODAY - timedelta(days=29)
    )
    assert await laid("whole") == [("2026-01-01", "2026-12-31"), ("2027-01-01", "2027-12-31")]
    assert await period_of(began) == (date(2026, 1, 1), date(2026, 12, 31))


async def test_an_event_outside_the_days_of_the_project_keeps_a_year_of_its_own(db: None) -> None:
    await project(last=date(2026, 11, 30))
    event = await planned(project=SLUG)
    assert await laid("whole") == [("2026-01-01", "2026-11-30"), ("2026-12-01", "2026-12-31")]
    assert await period_of(event) == (date(2026, 12, 1), date(2026, 12, 31))


async def test_a_closed_period_stays(db: None) -> None:
    made = await project()
    await laid("half")
    await execute(
        "UPDATE uniqueness_period SET closed_at = $2 WHERE project = $1 AND starts_on = $3",
        made, TODAY, date(2026, 1, 1),
    )  # fmt: skip
    assert await laid("year") == FALL


async def test_a_period_whose_passes_were_read_is_not_taken_away(db: None) -> None:
    await project()
    await laid("quarter")
    event = await planned(project=SLUG, starts_at=SATURDAY, ends_at=SATURDAY + timedelta(hours=1))
    rows = await fetch("SELECT period FROM event WHERE id = $1", event)
    await pseudonyms.salt_of(rows[0]["period"])
    with pytest.raises(Conflict):
        await laid("whole")
    assert len(await laid("quarter")) == 4


async def test_a_project_without_days_cannot_be_laid_out(db: None) -> None:
    with pytest.raises(Invalid):
        await project_periods.lay_out("general", "year", by=SYSTEM, at=TODAY)
