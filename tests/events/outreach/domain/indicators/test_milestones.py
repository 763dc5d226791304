"""Writing down that a milestone was reached, and taking it back."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from events.outreach.domain.indicators import milestones
from events.outreach.domain.indicators.milestones import Reached
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import TODAY
from tests.support.promises import promised

DONE = Reached(reached_on=date(2026, 3, 3), evidence="Acta 12-2026", municipality="0103")


async def test_a_milestone_says_where_when_and_what_shows_it(cast: Cast) -> None:
    made = await promised(measure="milestone")
    await milestones.reach(made.id, DONE, by=cast.pinula, at=TODAY)
    (kept,) = (await milestones.milestones([made.id], by=cast.pinula))[made.id]
    told = (kept.municipality_name, kept.reached_on, kept.evidence)
    assert told == ("San José Pinula", DONE.reached_on, "Acta 12-2026")
    assert await milestones.milestones([made.id], by=cast.mixco) == {}


async def test_a_milestone_is_taken_back_with_its_reason_and_stays_to_be_read(cast: Cast) -> None:
    made = await promised(measure="milestone")
    one = await milestones.reach(made.id, DONE, by=cast.pinula, at=TODAY)
    with pytest.raises(Invalid):
        await milestones.withdraw(one, " ", by=cast.pinula, at=TODAY)
    with pytest.raises(NotFound):
        await milestones.withdraw(one, "Era otra acta", by=cast.mixco, at=TODAY)
    await milestones.withdraw(one, "Era otra acta", by=cast.pinula, at=TODAY)
    assert await milestones.milestones([made.id], by=SYSTEM) == {}
    found = await milestones.milestones([made.id], by=SYSTEM, withdrawn=True)
    assert [it.withdrawn_why for it in found[made.id]] == ["Era otra acta"]
    with pytest.raises(Conflict):
        await milestones.withdraw(one, "Otra vez", by=cast.pinula, at=TODAY)


async def test_a_milestone_of_the_whole_project_is_the_administrators_to_say(cast: Cast) -> None:
    made = await promised(measure="milestone")
    whole = Reached(reached_on=DONE.reached_on, evidence="Ley")
    with pytest.raises(NotAllowed):
        await milestones.reach(made.id, whole, by=cast.pinula, at=TODAY)
    with pytest.raises(NotAllowed):
        await milestones.reach(made.id, DONE, by=cast.mixco, at=TODAY)
    with pytest.raises(NotAllowed):
        await milestones.reach(made.id, DONE, by=cast.evaluator, at=TODAY)
    await milestones.reach(made.id, whole, by=cast.admin, at=TODAY)


@pytest.mark.parametrize(
    ("done", "field"),
    [
        (Reached(reached_on=DONE.reached_on, evidence=" "), "evidence"),
        (Reached(reached_on=DONE.reached_on, evidence="x" * 301), "evidence"),
        (Reached(reached_on=DONE.reached_on, evidence="El caso de María"), "evidence"),
        (Reached(reached_on=TODAY.date() + timedelta(days=2), evidence="Acta"), "reached_on"),
        (Reached(reached_on=DONE.reached_on, evidence="Acta", municipality="9999"), "municipality"),
    ],
)
async def test_a_wrong_milestone_is_refused_by_its_field(
    db: None, done: Reached, field: str
) -> None:
    made = await promised(measure="milestone")
    with pytest.raises(Invalid) as refusal:
        await milestones.reach(made.id, done, by=SYSTEM, at=TODAY)
    assert list(refusal.value.fields) == [field]


async def test_only_milestones_are_reached(db: None) -> None:
    made = await promised()
    with pytest.raises(Invalid):
        await milestones.reach(made.id, DONE, by=SYSTEM, at=TODAY)
    with pytest.raises(NotFound):
        await milestones.withdraw(uuid4(), "Nada", by=SYSTEM, at=TODAY)
