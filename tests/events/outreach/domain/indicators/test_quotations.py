"""Cited figures are held against targets, and never enter a total."""

from typing import Any

from events.outreach.domain import ledgers
from events.outreach.domain.amounts import exactly
from events.outreach.domain.beyond import replicas
from events.outreach.domain.beyond.replica import ReplicaWritten
from events.outreach.domain.cited import keeping_facts
from events.outreach.domain.cited.fact_written import FactWritten
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.questions import Question
from server.foundation.identity import SYSTEM
from tests.support.promises import LIFE, MARCH, progress_in, promised, target
from tests.support.registers import AFTER, WORKSHOP_DAY, march

ZONE = "America/Guatemala"


async def cited(indicator: Indicator, said: str, number: int | None, **changes: Any) -> None:
    known: dict[str, Any] = {
        "subject": indicator.name, "said": said, "number": number, "about": "", "whose": "INL",
        "ours": True, "source": "Informe", "link": "", "dated": None, "project": None,
        "indicator": indicator.id, "municipality": None,
    }  # fmt: skip
    written = FactWritten(**{**known, **changes})
    await keeping_facts.cite(written, zone=ZONE, by=SYSTEM, at=AFTER)


async def test_a_cited_figure_is_held_against_its_target(db: None) -> None:
    made = await promised(measure="cited")
    await target(made, 400, exact=True)
    await cited(made, "400 funcionarios de justicia", 400)
    (found,) = await progress_in(LIFE)
    held = found.targets[0]
    assert (held.amount, held.verdict, held.share and held.share.text) == (
        exactly(400),
        "met",
        "100 %",
    )


async def test_figures_that_conflict_stand_side_by_side_and_give_no_share(db: None) -> None:
    made = await promised(measure="cited")
    await target(made, 30)
    await cited(made, "30", 30)
    (agreed,) = await progress_in(LIFE)
    assert agreed.amount == exactly(30)
    await cited(made, "más de treinta", None)
    (found,) = await progress_in(LIFE)
    assert sorted(fact.said for fact in found.cited) == ["30", "más de treinta"]
    assert (found.amount, found.targets[0].amount, found.targets[0].share) == (None, None, None)


async def test_a_figure_cited_of_a_place_is_held_against_the_target_of_that_place(
    db: None,
) -> None:
    made = await promised(measure="cited")
    await target(made, 10)
    await target(made, 10, municipality="0108")
    await cited(made, "8", 8, municipality="0108")
    (found,) = await progress_in(LIFE)
    told = [(it.target.municipality, it.amount) for it in found.targets]
    assert told == [(None, None), ("0108", exactly(8))]


async def test_nothing_that_was_cited_or_passed_on_enters_a_total(db: None) -> None:
    await march()
    asked = Question(zone=ZONE)
    before = await ledgers.figures(asked, by=SYSTEM, at=AFTER)
    made = await promised(measure="cited")
    await cited(made, "6000", 6000)
    passed_on = await promised(code="I-2", measure="indirect")
    await replicas.record(
        ReplicaWritten(
            way="cascade", event=None, project=made.project, municipality="0103",
            held_on=WORKSHOP_DAY.date(), reach=70, audience=None, grade="declared", evidence="",
            note="",
        ),
        zone=ZONE, by=SYSTEM, at=AFTER,
    )  # fmt: skip
    found = {it.indicator.id: it.amount for it in await progress_in(MARCH)}
    assert found == {made.id: exactly(6000), passed_on.id: exactly(70)}
    after = await ledgers.figures(asked, by=SYSTEM, at=AFTER)
    assert (after.total, after.by) == (before.total, before.by)
