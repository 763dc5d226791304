"""A receipt is counted again, and says what became of its figures."""

from datetime import timedelta

from events.outreach.domain import ledgers
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts import answers, checking, issuing, reading
from events.outreach.domain.receipts.checking import Correction
from events.outreach.domain.receipts.receipt import Receipt
from events.planning.domain import planning
from server.foundation.database import execute, transaction
from server.foundation.identity import SYSTEM
from tests.support.programmes import project
from tests.support.registers import (
    AFTER,
    FORUM_DAY,
    WORKSHOP_DAY,
    March,
    arrived,
    held,
    march,
    tallied,
    voided,
)

MARCH = Question(zone="America/Guatemala")
SOON = AFTER + timedelta(days=3)


async def given() -> tuple[March, Receipt]:
    events = await march()
    figures = await ledgers.figures(MARCH, dimensions=("sex",), by=SYSTEM, at=AFTER)
    return events, await issuing.issue("Contactos", MARCH, figures, by=SYSTEM, at=AFTER)


async def test_a_receipt_holds_while_nothing_changes(db: None) -> None:
    _, receipt = await given()
    verdict = await checking.checked(receipt, SOON)
    assert verdict.holds
    assert verdict.now == answers.unsalted(receipt.figures)
    assert (verdict.joined, verdict.left, verdict.corrections, verdict.closed) == ((), (), (), ())


async def test_an_event_that_joined_and_a_line_that_was_voided_are_named(db: None) -> None:
    events, _ = await given()
    line = await tallied(events.forum, 4, sex="female")
    figures = await ledgers.figures(MARCH, dimensions=("sex",), by=SYSTEM, at=AFTER)
    receipt = await issuing.issue("Contactos", MARCH, figures, by=SYSTEM, at=AFTER)
    await voided("headcount", line)
    await execute("UPDATE headcount SET voided_at = $2 WHERE id = $1", line, SOON)
    another = await held(FORUM_DAY)
    await arrived(another, sex="female", at=FORUM_DAY)
    verdict = await checking.checked(receipt, SOON)
    assert not verdict.holds
    told = {(it.code, it.ledger): (it.before, it.now) for it in verdict.changes}
    assert told[None, "contacts"] == (16, 13)
    assert told["female", "headcount"] == (4, 0)
    assert (verdict.joined, verdict.left) == ((another,), ())
    assert verdict.corrections == (Correction(event=events.forum, at=SOON),)


async def test_an_event_that_left_is_named(db: None) -> None:
    events, receipt = await given()
    await planning.cancel(events.forum, "rain", by=SYSTEM, at=SOON)
    verdict = await checking.checked(receipt, SOON)
    assert not verdict.holds
    assert verdict.left == (events.forum,)


async def test_a_closed_period_is_named(db: None) -> None:
    await project("siembra")
    event = await held(WORKSHOP_DAY, project="siembra")
    await tallied(event, 4)
    await planning.close(event, by=SYSTEM, at=AFTER)
    figures = await ledgers.figures(MARCH, by=SYSTEM, at=AFTER)
    receipt = await issuing.issue("Contactos", MARCH, figures, by=SYSTEM, at=AFTER)
    await execute(
        "UPDATE uniqueness_period SET closed_at = $2"
        " WHERE id = (SELECT period FROM event WHERE id = $1)",
        event, SOON,
    )  # fmt: skip
    verdict = await checking.checked(receipt, SOON)
    assert verdict.holds
    assert [period.closed_at for period in verdict.closed] == [SOON]


async def test_what_was_altered_behind_our_back_is_said_to_be(db: None) -> None:
    _, receipt = await given()
    async with transaction():
        await execute("SET LOCAL session_replication_role = replica")
        await execute("UPDATE figure_receipt SET named = 'Otra cosa' WHERE id = $1", receipt.id)
    verdict = await checking.checked(await reading.receipt(receipt.id), SOON)
    assert (verdict.intact, verdict.holds) == (False, False)
