"""Reports of a project: all of it for the house, and of a release for everybody else."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from events.outreach.domain.exports.released_report import released_report
from events.outreach.domain.exports.report import Found, Report
from events.outreach.domain.exports.reporting import report
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Filters
from events.outreach.domain.indicators.wanted import Asking
from events.outreach.domain.periods import adjusting
from events.outreach.domain.periods.adjusting import Noted
from events.outreach.domain.periods.adjustments import CellLine
from events.outreach.domain.releases import releasing
from server.foundation.errors import Conflict, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.closing import LATER, closed_half
from tests.support.promises import promised, target
from tests.support.registers import AFTER, march
from tests.support.released_month import ZONE, crowd, month_released
from volunteers.assignments.domain import given

MARCH = Days(date(2026, 3, 1), date(2026, 3, 31), ZONE)
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31), ZONE)


async def inside(by: Actor = SYSTEM, project: str | None = "general") -> Report:
    return await report(project, MARCH, by=by, at=AFTER, help_given=given)


async def outside(readers: str = "donor", by: Actor = SYSTEM) -> Report:
    return await told(await month_released(readers), by)


async def told(release: UUID, by: Actor = SYSTEM) -> Report:
    asking = Asking(by=by, at=AFTER, help_given=given)
    return await released_report(release, asking, zone=ZONE, base_url="https://convoca.example")


async def test_an_internal_report_has_every_figure(db: None) -> None:
    await march()
    made = await inside()
    total = made.total
    assert (total.contacts, total.people, total.headcount, total.check_ins) == (
        12, Found(8, 10), 7, 5,
    )  # fmt: skip
    assert (made.internal, made.events, made.still_open, made.withheld) == (True, 2, 1, 0)
    sums = {
        table.code: sum(line.contacts or 0 for line in table.lines)
        for table in made.parts
        if not table.overlapping
    }
    assert set(sums.values()) == {12}


async def test_a_coordinator_gets_their_own_municipalities(cast: Cast) -> None:
    await march()
    assert ((await inside(cast.pinula)).total.contacts, (await inside(cast.mixco)).events) == (8, 1)
    assert ((await inside(cast.pinula)).only, (await inside()).only) == (("San José Pinula",), ())
    nobody = Actor(account=None, name="F", role="facilitator")
    with pytest.raises(NotAllowed):
        await inside(nobody)


async def test_a_project_that_there_is_not_is_said_to_be_unknown(db: None) -> None:
    with pytest.raises(NotFound):
        await inside(project="otro")
    assert (await inside(project=None)).work.name == "Todos los proyectos"


async def test_indicators_have_their_breakdowns_and_targets(db: None) -> None:
    await march()
    made = await promised(measure="unique", breakdowns=("sex",))
    await target(made, 20, MARCH)
    (aim,) = (await inside()).aims
    (goal,) = aim.goals
    assert (aim.found, goal.found, goal.share) == (Found(8, 10), Found(8, 10), (0.4, 0.5))
    assert [(part.dimensions, sorted(part.cells)) for part in aim.parts] == [
        (("sex",), [("female",), ("male",)])
    ]


async def test_a_donors_ages_are_those_of_the_report(db: None) -> None:
    await march()
    await promised(measure="contacts", bands={"niñez": (11, 17)})
    ages = next(table for table in (await inside()).parts if table.code == "age_band")
    assert [(line.name, line.contacts) for line in ages.lines] == [("niñez", 12)]


async def test_a_report_of_a_release_says_only_what_was_released(db: None) -> None:
    await crowd()
    assert (await inside()).total.contacts == 110
    made = await outside()
    assert (made.internal, made.readers, made.events, len(made.proofs)) == (False, "donor", 2, 1)
    places = next(table for table in made.parts if table.code == "municipality")
    assert {line.codes: line.contacts for line in places.lines}[("0108",)] is None
    assert all(line.headcount is line.check_ins is None for line in places.lines)
    assert made.proofs[0].address == f"https://convoca.example/recibo/{made.proofs[0].id}"


async def test_an_indicator_outside_says_no_more_than_the_release(db: None) -> None:
    await crowd()
    wanted = {
        "all": Filters(),
        "girls": Filters(sexes=("female",)),
        "mixco": Filters(municipalities=("0108",)),
        "elsewhere": Filters(modalities=("in_person",)),
        "forums": Filters(kinds=("forum",), sexes=("female",)),
        "both": Filters(sexes=("female", "male")),
    }
    for code, filters in wanted.items():
        await promised(code=code, measure="contacts", filters=filters)
    await promised(code="theatre", measure="contacts", filters=Filters(kinds=("theatre",)))
    await promised(code="held", measure="events")
    made = await outside()
    found = {aim.code: aim.found for aim in made.aims}
    withheld = Found(withheld=True)
    cells = {line.codes: line for table in made.tables for line in table.lines}
    girls = cells[("female",)].contacts
    assert found["all"] == Found(made.total.contacts, made.total.contacts)
    assert found["girls"] == (withheld if girls is None else Found(girls, girls))
    for code in ("mixco", "elsewhere", "forums"):
        assert found[code] == withheld, code
    assert (found["theatre"], found["held"]) == (Found(), Found(2, 2))


async def test_a_target_of_other_days_needs_a_release_of_those_days(db: None) -> None:
    await crowd()
    made = await promised(measure="contacts")
    await target(made, 200, MARCH)
    await target(made, 500, YEAR)
    (aim,) = (await outside()).aims
    assert {goal.value: goal.found for goal in aim.goals} == {
        200: aim.found, 500: Found(withheld=True),
    }  # fmt: skip
    assert aim.found.known


async def test_of_a_withdrawn_release_nothing_leaves_any_more(db: None) -> None:
    await crowd()
    made = await outside()
    assert made.release is not None
    await releasing.withdraw(made.release, "error", by=SYSTEM, at=datetime(2026, 7, 1, tzinfo=UTC))
    with pytest.raises(Conflict):
        await told(made.release)


async def test_every_reader_of_figures_gets_the_same_released_report(cast: Cast) -> None:
    await crowd()
    made = await outside()
    assert made.release is not None
    assert await told(made.release, cast.mixco) == await told(made.release, cast.evaluator) == made


async def test_of_a_closed_period_it_says_what_was_reported_and_what_is_known(cast: Cast) -> None:
    made = await closed_half()
    noted = Noted(
        event=made.workshop, reason="Faltaba una hoja",
        lines=(CellLine(sex="female", age_band="unknown", audience="unknown", people=3),),
    )  # fmt: skip
    await adjusting.adjust(made.period, noted, by=SYSTEM, at=LATER)
    whole = await report("paz", YEAR, by=SYSTEM, at=LATER, help_given=given)
    (period,) = whole.settled
    assert (period.reported.contacts, period.now.contacts, period.adjustments) == (12, 15, 1)
    assert period.closed_on == date(2026, 7, 3)
    other = Days(date(2026, 9, 1), date(2026, 9, 30), ZONE)
    assert (await report("paz", other, by=SYSTEM, at=LATER, help_given=given)).settled == ()
    # Who looks after some of the places sees no figures of all of them.
    assert (await report("paz", YEAR, by=cast.mixco, at=LATER, help_given=given)).settled == ()
