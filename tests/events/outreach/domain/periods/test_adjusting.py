"""What became known later is noted beside what was reported."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from events.outreach.domain import ledgers
from events.outreach.domain.ledgers import Figures
from events.outreach.domain.periods import adjusting, adjustments
from events.outreach.domain.periods.adjusting import Noted
from events.outreach.domain.questions import Question
from events.outreach.domain.totals import Cell
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.events.outreach.adjusted import noted
from tests.support.cast import Cast
from tests.support.closing import JULY, LATER, ZONE, closed_half, half
from tests.support.registers import held

pytestmark = pytest.mark.usefixtures("db")


async def adjust(period: UUID, said: Noted, by: Actor = SYSTEM) -> UUID:
    return await adjusting.adjust(period, said, by=by, at=LATER)


async def known() -> Figures:
    """What is known now of the project."""
    return await ledgers.figures(Question(zone=ZONE, project="paz"), by=SYSTEM, at=LATER)


async def cells(event: UUID) -> list[tuple[str, int]]:
    return [(one.sex, one.people) for one in await adjustments.lines([event])]


async def test_a_coordinator_adjusts_an_event_of_theirs(cast: Cast) -> None:
    here = await closed_half()
    made = await adjust(here.period, noted(here.workshop, 2, 1), by=cast.pinula)
    (one,) = await adjustments.made(here.period)
    assert (one.id, one.people, one.made_by, one.told_on) == (made, 3, cast.pinula.name, None)
    assert await cells(here.workshop) == [("male", 3)]
    (row,) = await fetch("SELECT subject FROM audit_entry WHERE act = 'period.adjusted'")
    assert row["subject"] == f"event:{here.workshop}"


async def test_who_does_not_look_after_a_register_adjusts_nothing(cast: Cast) -> None:
    here = await closed_half()
    for actor, event in ((cast.pinula, here.forum), (cast.evaluator, here.workshop)):
        with pytest.raises(NotAllowed):
            await adjust(here.period, noted(event, 1), by=actor)
    made = await adjust(here.period, noted(here.forum, 1))
    with pytest.raises(NotAllowed):
        await adjusting.take_back(made, "Era mía", by=cast.pinula, at=LATER)


async def test_no_cell_of_an_event_falls_below_nobody() -> None:
    here = await closed_half()
    await adjust(here.period, noted(here.workshop, -5))
    for wrong in (noted(here.workshop, -1), noted(here.workshop, 2, -3)):
        with pytest.raises(Invalid, match="menos de cero"):
            await adjust(here.period, wrong)
    with pytest.raises(Invalid, match="menos de cero"):
        await adjust(here.period, noted(here.workshop, -1, sex="female"))
    assert await cells(here.workshop) == [("male", -5)]


async def test_who_has_a_pass_stands_where_they_last_said() -> None:
    here = await closed_half()
    # Beto told only the forum that he is 15-17: his line at the workshop counts there, too.
    await adjust(here.period, noted(here.workshop, -1, age_band="15-17", audience="unknown"))
    assert await cells(here.workshop) == [("male", -1)]


async def test_what_makes_no_sense_is_refused() -> None:
    here = await closed_half()
    senseless: list[tuple[tuple[int, ...], dict[str, Any]]] = [
        ((), {}),
        ((0,), {}),
        ((10_001,), {}),
        ((1,), {"sex": "hombre"}),
        ((1,), {"audience": "nobody"}),
        ((1,), {"reason": " "}),
        ((1,), {"told_on": date(2099, 1, 1)}),
    ]
    for people, wrong in senseless:
        with pytest.raises(Invalid):
            await adjust(here.period, noted(here.workshop, *people, **wrong))
    assert await adjustments.made(here.period) == []


async def test_an_event_that_does_not_count_there_is_not_adjusted() -> None:
    here = await closed_half()
    elsewhere = await held(LATER, project="paz")
    with pytest.raises(NotFound):
        await adjust(here.period, noted(elsewhere, 1))
    with pytest.raises(NotFound):
        await adjust(here.period, noted(new_id(), 1))


async def test_before_its_period_is_closed_an_event_is_corrected_in_its_register() -> None:
    here = await half()
    with pytest.raises(NotFound):
        await adjust(here.period, noted(here.workshop, 1))


async def test_an_adjustment_is_taken_back_by_its_opposite_once() -> None:
    here = await closed_half()
    first = await adjust(here.period, noted(here.workshop, 4))
    second = await adjusting.take_back(first, "Era otra hoja", by=SYSTEM, at=LATER)
    made = {one.id: one for one in await adjustments.made(here.period)}
    assert (made[second].takes_back, made[first].taken_back_by) == (first, second)
    assert await cells(here.workshop) == []
    for again in (first, second):
        with pytest.raises(Conflict):
            await adjusting.take_back(again, "Otra vez", by=SYSTEM, at=LATER)


async def test_what_others_were_taken_from_is_not_taken_back() -> None:
    here = await closed_half()
    first = await adjust(here.period, noted(here.workshop, 4))
    await adjust(here.period, noted(here.workshop, -7))
    with pytest.raises(Invalid, match="menos de cero"):
        await adjusting.take_back(first, "Era otra hoja", by=SYSTEM, at=LATER)


async def test_the_day_on_which_the_donor_was_told_can_be_noted_later() -> None:
    here = await closed_half()
    made = await adjust(here.period, noted(here.workshop, 1))
    await adjusting.told(made, date(2026, 8, 1), by=SYSTEM, at=LATER)
    (one,) = await adjustments.made(here.period)
    assert one.told_on == date(2026, 8, 1)
    with pytest.raises(Invalid):
        await adjusting.told(made, date(2026, 8, 1), by=SYSTEM, at=JULY)
    with pytest.raises(NotFound):
        await adjusting.told(new_id(), date(2026, 8, 1), by=SYSTEM, at=LATER)


async def test_people_taken_back_leave_no_figure_below_nothing_nor_more_people_than_contacts() -> (
    None
):
    here = await closed_half()
    await adjust(here.period, noted(here.workshop, -5))
    await adjust(here.period, noted(here.forum, -2))
    figures = await known()
    assert figures.total == Cell(contacts=5, unique_from=3, unique_to=3, check_ins=5)
    assert figures.by["age_band"].cells["13-14"] == Cell(
        contacts=1, unique_from=1, unique_to=1, check_ins=1
    )


async def test_who_is_taken_back_where_nobody_was_only_counted_was_no_check_in() -> None:
    here = await closed_half()
    await adjust(here.period, noted(here.workshop, -1, sex="female", age_band="15-17"))
    women = (await known()).by["sex"].cells["female"]
    assert women == Cell(contacts=2, unique_from=2, unique_to=2, check_ins=2)
