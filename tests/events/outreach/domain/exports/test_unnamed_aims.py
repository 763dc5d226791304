"""An indicator about what readers must not be told of is not in what they are handed."""

import pytest

from events.outreach.domain.exports.released_report import released_report
from events.outreach.domain.indicators import book
from events.outreach.domain.indicators.indicator import Filters
from events.outreach.domain.indicators.wanted import Asking
from events.outreach.domain.indicators.writing import IndicatorDraft
from events.outreach.domain.releases import reading
from events.planning.domain import projects
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.registers import AFTER, BEFORE
from tests.support.released_month import crowd, month_released
from volunteers.assignments.domain import given


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("readers", "codes"), [("public", ["A"]), ("donor", ["A", "D"])])
async def test_it_is_left_out_with_its_name(readers: str, codes: list[str]) -> None:
    await crowd()
    (discreet,) = await fetch("SELECT slug FROM topic WHERE sensitivity = 'discreet' LIMIT 1")
    project = await projects.project("general")
    for code, filters in {
        "A": Filters(kinds=("workshop",)),
        "D": Filters(topics=(discreet["slug"],)),
        "I": Filters(kinds=("internal",)),
    }.items():
        draft = IndicatorDraft(code=code, name_es=code, measure="events", filters=filters)
        await book.add(project.id, draft, by=SYSTEM, at=BEFORE)
    release = await reading.release(await month_released(readers))
    asking = Asking(by=SYSTEM, at=AFTER, help_given=given)
    made = await released_report(
        release.id, asking, zone="America/Guatemala", base_url="http://convoca.test"
    )
    assert [aim.code for aim in made.aims] == codes
