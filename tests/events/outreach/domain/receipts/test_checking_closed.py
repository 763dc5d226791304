"""A receipt of a period that was closed since is held against what was reported then."""

from datetime import date

from events.outreach.domain import ledgers
from events.outreach.domain.periods import adjusting
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts import checking, issuing
from events.outreach.domain.receipts.checking import Correction
from events.outreach.domain.receipts.receipt import Receipt
from server.foundation.identity import SYSTEM
from tests.events.outreach.adjusted import noted
from tests.support.closing import JULY, LATER, ZONE, closed, half

OF_MARCH = Question(
    zone=ZONE, project="paz", first=date(2026, 3, 1), last=date(2026, 3, 31)
)  # fmt: skip


async def issued() -> Receipt:
    figures = await ledgers.figures(OF_MARCH, by=SYSTEM, at=JULY)
    return await issuing.issue("Contactos", OF_MARCH, figures, by=SYSTEM, at=JULY)


async def test_what_was_reported_is_what_the_receipt_says(db: None) -> None:
    here = await half()
    receipt = await issued()
    await closed(here.period)
    verdict = await checking.checked(receipt, LATER)
    assert [period.id for period in verdict.closed] == [here.period]
    assert (verdict.holds, verdict.reported) == (True, ())


async def test_what_became_known_later_changes_the_figures_but_not_the_report(db: None) -> None:
    here = await half()
    receipt = await issued()
    await closed(here.period)
    await adjusting.adjust(here.period, noted(here.workshop, 2), by=SYSTEM, at=LATER)
    verdict = await checking.checked(receipt, LATER)
    total = {it.ledger: (it.before, it.now) for it in verdict.changes if it.dimension is None}
    assert total["contacts"] == (12, 14)
    assert verdict.reported == ()
    assert verdict.corrections == (Correction(event=here.workshop, at=LATER),)


async def test_what_is_issued_later_differs_from_the_report(db: None) -> None:
    here = await half()
    await closed(here.period)
    await adjusting.adjust(here.period, noted(here.workshop, 2), by=SYSTEM, at=JULY)
    verdict = await checking.checked(await issued(), LATER)
    assert verdict.holds
    assert verdict.reported is not None
    told = {it.ledger: (it.before, it.now) for it in verdict.reported if it.dimension is None}
    assert told["contacts"] == (14, 12)
