"""How far indicators are."""

from datetime import timedelta

import pytest

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.indicators import milestones
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Filters
from events.outreach.domain.indicators.measuring import measured
from events.outreach.domain.indicators.milestones import Reached
from server.foundation.errors import NotAllowed
from server.foundation.identity import SYSTEM
from tests.events.attendance.cohorts import ANA, BETO, came, school
from tests.support.cast import Cast
from tests.support.promises import LIFE, MARCH, YEAR, progress_in, promised, target
from tests.support.registers import AFTER, WORKSHOP_DAY, held, march
from volunteers.assignments.domain import given

APRIL = Days(MARCH.last + timedelta(days=1) if MARCH.last else None, None)


@pytest.mark.parametrize(
    ("measure", "amount"),
    [
        ("contacts", exactly(12)), ("unique", Amount(8, 10)), ("headcount", exactly(7)),
        ("events", exactly(2)), ("hours", exactly(0)), ("indirect", None),
        ("completions", None), ("cited", None), ("milestone", exactly(0)),
    ],
)  # fmt: skip
async def test_every_measure_has_an_actual_of_its_own(
    db: None, measure: str, amount: Amount | None
) -> None:
    await march()
    made = await promised(measure=measure)
    (found,) = await progress_in(MARCH)
    assert (found.amount, found.targets) == (amount, ())
    alone = await measured(made, MARCH, by=SYSTEM, at=AFTER, help_given=given)
    assert alone.amount == amount


@pytest.mark.parametrize("measure", ["contacts", "unique", "headcount", "events", "hours"])
async def test_where_no_event_was_held_nothing_is_reported(db: None, measure: str) -> None:
    await march()
    made = await promised(measure=measure, filters=Filters(kinds=("theatre",)))
    await target(made, 100, MARCH)
    (found,) = await progress_in(MARCH)
    assert (found.amount, found.targets[0].amount, found.targets[0].share) == (None, None, None)


async def test_filters_and_bands_narrow_and_divide_what_is_counted(db: None) -> None:
    await march()
    filters = Filters(municipalities=("0103",), sexes=("male",))
    bands = {"10-17": (11, 17)}
    made = await promised(
        measure="headcount", filters=filters, bands=bands, breakdowns=("age_band",)
    )
    found = await measured(made, MARCH, by=SYSTEM, at=AFTER, help_given=given)
    assert found.amount == exactly(5)
    assert found.figures is not None
    cells = found.figures.by["age_band"].cells
    assert {code: cell.headcount for code, cell in cells.items() if cell.headcount} == {"10-17": 5}


async def test_a_target_of_a_life_is_never_the_sum_of_others(db: None) -> None:
    await march()
    made = await promised()
    for value, days in ((10, MARCH), (20, YEAR), (500, LIFE)):
        await target(made, value, days)
    (found,) = await progress_in(MARCH)
    told = [(it.target.value, it.amount, it.share and it.share.text) for it in found.targets]
    twelve = exactly(12)
    assert told == [(20, twelve, "60 %"), (10, twelve, "120 %"), (500, twelve, "2 %")]


async def test_each_target_is_held_against_its_own_days_and_place(db: None) -> None:
    await march()
    made = await promised()
    await target(made, 8, MARCH, municipality="0103", exact=True)
    await target(made, 9, MARCH, municipality="0108")
    await target(made, 9, APRIL if APRIL.last else Days(MARCH.last, MARCH.last))
    (found,) = await progress_in(YEAR)
    told = [(it.target.municipality, it.amount, it.verdict) for it in found.targets]
    assert told == [("0108", exactly(4), "under"), ("0103", exactly(8), "met"), (None, None, None)]


async def test_what_accumulates_counts_from_the_beginning_of_the_project(db: None) -> None:
    await march()
    await held(WORKSHOP_DAY + timedelta(days=40), title="Otra")
    days = Days(WORKSHOP_DAY.date() + timedelta(days=30), WORKSHOP_DAY.date() + timedelta(days=50))
    await promised(measure="events")
    await promised(code="I-2", measure="events", accumulates=True)
    found = await progress_in(days)
    assert [it.amount for it in found] == [exactly(1), exactly(3)]


async def test_completions_are_of_programmes_that_are_over(db: None) -> None:
    _programme, sessions = await school(needed=2)
    await came(ANA, *sessions)
    await came(BETO, sessions[0])
    await promised(measure="completions")
    over = WORKSHOP_DAY + timedelta(days=15)
    (found,) = await progress_in(MARCH, at=over)
    assert found.amount == exactly(1)
    (before,) = await progress_in(MARCH, at=WORKSHOP_DAY + timedelta(days=8))
    assert before.amount is None
    (elsewhere,) = await progress_in(APRIL, at=over)
    assert elsewhere.amount is None


async def test_milestones_are_not_yet_until_they_are_reached(db: None) -> None:
    made = await promised(measure="milestone")
    await target(made, 2)
    (before,) = await progress_in(MARCH)
    assert before.amount == exactly(0)
    for place in ("0103", "0108"):
        day = WORKSHOP_DAY.date() if place == "0103" else AFTER.date()
        done = Reached(reached_on=day, evidence="Acta firmada", municipality=place)
        await milestones.reach(made.id, done, by=SYSTEM, at=AFTER)
    (after,) = await progress_in(MARCH)
    assert (after.amount, after.targets[0].verdict) == (exactly(1), "met")
    (later,) = await progress_in(Days(AFTER.date() + timedelta(days=60), None))
    assert later.amount is None


async def test_a_coordinator_sees_their_own_part_and_no_share_of_the_whole(cast: Cast) -> None:
    await march()
    made = await promised()
    for place in (None, "0103", "0108"):
        await target(made, 10, MARCH, municipality=place)
    (found,) = await progress_in(MARCH, by=cast.pinula)
    assert (found.amount, found.partial) == (exactly(8), True)
    told = [
        (it.target.municipality, it.partial, it.share and it.share.text) for it in found.targets
    ]
    assert told == [(None, True, None), ("0103", False, "80 %")]
    (whole,) = await progress_in(MARCH, by=cast.evaluator)
    assert (whole.amount, whole.partial, len(whole.targets)) == (exactly(12), False, 3)


async def test_who_may_not_see_figures_sees_no_progress(cast: Cast) -> None:
    nobody = SYSTEM.__class__(account=None, name="Fa", role="facilitator")
    with pytest.raises(NotAllowed):
        await progress_in(MARCH, by=nobody)
