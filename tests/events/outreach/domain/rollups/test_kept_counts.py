"""What was counted of a closed period is not forgotten when retention removes its registers."""

import pytest

from events.outreach.domain import ledgers
from events.outreach.domain.ledgers import Figures
from events.outreach.domain.periods.reported import reported
from events.outreach.domain.questions import Question
from events.outreach.domain.rollups import rebuilding, refreshing, touches, verifying
from events.outreach.domain.rollups.verifying import Check
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.closing import LATER, LOOKING, ZONE, Half, closed, closed_half, half
from tests.support.registers import ANA, FORUM_DAY, arrived, held

pytestmark = pytest.mark.usefixtures("db")


async def figures() -> Figures:
    return await ledgers.figures(Question(zone=ZONE, project="paz"), by=SYSTEM, at=LATER)


async def retention(here: Half) -> None:
    """The lines of the period are removed, those of the forum first."""
    for event in (here.forum, here.workshop):
        for register in ("check_in", "headcount"):
            await execute(f"DELETE FROM {register} WHERE event = $1", event)


async def test_figures_stay_when_the_lines_of_a_closed_period_are_removed() -> None:
    here = await closed_half()
    before = await figures()
    await retention(here)
    assert await touches.any_pending()
    assert await figures() == before
    await refreshing.catch_up(at=LATER)
    assert (await touches.any_pending(), await figures()) == (False, before)
    found = await reported(here.period, LOOKING)
    assert not any(one.total.differs for one in found.compared)


async def test_checking_and_counting_anew_leave_them_alone() -> None:
    here = await closed_half()
    open_now = await held(FORUM_DAY.replace(year=2027), project="paz")
    await arrived(open_now, pseudonym=ANA)
    await retention(here)
    assert await verifying.verify(10, at=LATER) == Check(events=1, wrong=())
    before = await figures()
    assert await rebuilding.rebuild(at=LATER) == 1
    assert await figures() == before
    assert before.total.contacts == 13


async def test_what_was_lost_is_counted_again_from_what_is_there() -> None:
    await closed_half()
    before = await figures()
    for table in ("counted_event", "counted_answers", "counted_person"):
        await execute(f"DELETE FROM {table}")
    assert await rebuilding.rebuild(at=LATER) == 2
    assert await figures() == before


async def test_a_draft_that_leaves_a_closed_period_takes_no_answers_along() -> None:
    here = await half()
    draft = await held(FORUM_DAY.replace(month=4), project="paz", published=False)
    await arrived(draft, pseudonym=ANA)
    await closed(here.period)
    before = await figures()
    await retention(here)
    elsewhere = await held(FORUM_DAY.replace(year=2027), project="paz")
    await execute(
        "UPDATE event SET starts_at = o.starts_at, ends_at = o.ends_at, period = o.period"
        " FROM event o WHERE o.id = $2 AND event.id = $1", draft, elsewhere,
    )  # fmt: skip
    await refreshing.catch_up(at=LATER)
    assert (await figures()).by["sex"] == before.by["sex"]
