"""A release's file tells of nothing that came after the release's last day."""

from datetime import date, datetime

import pytest

from events.outreach.domain.cited import keeping_facts
from events.outreach.domain.cited.fact_written import FactWritten
from events.outreach.domain.exports.released_report import released_report
from events.outreach.domain.exports.report import Aim, Found
from events.outreach.domain.indicators import milestones
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.milestones import Reached
from events.outreach.domain.indicators.wanted import Asking
from server.foundation.identity import SYSTEM
from tests.support.promises import promised, target
from tests.support.registers import AFTER, held, tallied
from tests.support.released_month import ZONE, crowd, month_released
from volunteers.assignments.domain import given

LAST = date(2026, 3, 31)
LATER = date(2026, 4, 20)


async def aims() -> dict[str, Aim]:
    asking = Asking(by=SYSTEM, at=AFTER, help_given=given)
    release = await month_released()
    made = await released_report(release, asking, zone=ZONE, base_url="https://convoca.example")
    return {aim.code: aim for aim in made.aims}


@pytest.mark.parametrize(
    ("dated", "said"), [(date(2026, 2, 1), Found(40, 40)), (LATER, Found()), (None, Found(40, 40))]
)
async def test_sources_of_a_later_day_are_not_cited(
    db: None, dated: date | None, said: Found
) -> None:
    await crowd()
    made = await promised(code="cited", measure="cited")
    await target(made, 50)
    draft = FactWritten(
        subject="Alianzas", said="cuarenta", number=40, about="2026", whose="RAC", ours=False,
        source="Acta", link="", dated=dated, project=None, indicator=made.id, municipality=None,
    )  # fmt: skip
    await keeping_facts.cite(draft, zone=ZONE, by=SYSTEM, at=AFTER)
    aim = (await aims())["cited"]
    assert (aim.found, [goal.found for goal in aim.goals], len(aim.cited)) == (
        said, [said], int(said.known),
    )  # fmt: skip


async def test_targets_of_the_whole_project_are_counted_to_the_last_day(db: None) -> None:
    await crowd()
    late = await held(datetime.fromisoformat("2026-04-15T15:00:00+00:00"))
    await tallied(late, 20, sex="female", age_band="15-17", audience="adolescents")
    for code in ("events", "milestone"):
        made = await promised(code=code, measure=code)
        await target(made, 1)
        await target(made, 1, Days(date(2026, 1, 1), date(2026, 12, 31)))
        await target(made, 1, Days(date(2026, 3, 1), LAST))
    await milestones.reach(
        made.id, Reached(reached_on=LATER, evidence="Acta 7"), by=SYSTEM, at=AFTER
    )
    found = await aims()
    told = {code: [(goal.until, goal.found) for goal in aim.goals] for code, aim in found.items()}
    for code, number in (("events", 2), ("milestone", 0)):
        assert sorted(told[code], key=str) == sorted(
            [(LAST, Found(number, number))] * 2 + [(None, Found(number, number))], key=str
        ), code
