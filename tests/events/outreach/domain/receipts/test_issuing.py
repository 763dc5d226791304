"""A figure gets one receipt, and whoever reads it can ask the same again."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from events.outreach.domain import ledgers
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts import answers, issuing, reading
from events.outreach.domain.receipts.receipt import Receipt, seal
from server.foundation.errors import NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.support.cast import Cast
from tests.support.registers import AFTER, march

MARCH = Question(zone="America/Guatemala", project="general")


async def issued(question: Question = MARCH, *, by: Actor = SYSTEM) -> Receipt:
    figures = await ledgers.figures(question, dimensions=("sex",), by=by, at=AFTER)
    return await issuing.issue("Contactos", question, figures, by=by, at=AFTER)


async def test_a_receipt_says_what_was_asked_and_answered(db: None) -> None:
    events = await march()
    receipt = await issued()
    assert await reading.receipt(receipt.id) == receipt
    assert receipt.intact
    assert receipt.question == MARCH
    assert set(receipt.events) == {events.workshop, events.forum}
    assert receipt.figures["total"] == {
        "contacts": 12, "unique_from": 8, "unique_to": 10, "headcount": 7, "check_ins": 5,
    }  # fmt: skip
    assert receipt.figures["by"]["sex"]["female"]["contacts"] == 3
    assert (receipt.figures["events"], receipt.figures["open"]) == (2, 1)
    assert receipt.project is not None


async def test_nobody_can_try_numbers_until_one_fits_the_seal(db: None) -> None:
    await march()
    one, other = await issued(), await issued(replace(MARCH, kinds=("workshop",)))
    assert len({one.figures[answers.SALT], other.figures[answers.SALT]}) == 2


async def test_the_same_figures_of_the_same_question_have_one_receipt(db: None) -> None:
    await march()
    first = await issued()
    assert await issued() == first
    assert (await issued(replace(MARCH, kinds=("workshop",)))).id != first.id


async def test_a_coordinator_gets_a_receipt_of_her_own_places_only(cast: Cast) -> None:
    events = await march()
    receipt = await issued(by=cast.pinula)
    assert receipt.question.places == ("0103",)
    assert receipt.events == (events.workshop,)
    assert receipt.made_by == cast.pinula.account


async def test_nobody_gets_a_receipt_of_what_they_may_not_see(cast: Cast) -> None:
    await march()
    figures = await ledgers.figures(MARCH, by=SYSTEM, at=AFTER)
    with pytest.raises(NotAllowed):
        await issuing.issue(
            "Contactos", replace(MARCH, municipality="0108"), figures, by=cast.pinula, at=AFTER
        )


async def test_who_coordinates_nothing_there_gets_no_receipt_of_everything(cast: Cast) -> None:
    await march()
    elsewhere = replace(MARCH, places=("0108",))
    figures = await ledgers.figures(elsewhere, by=SYSTEM, at=AFTER)
    with pytest.raises(NotAllowed):
        await issuing.issue("Contactos", elsewhere, figures, by=cast.pinula, at=AFTER)


async def test_a_receipt_that_does_not_exist_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        await reading.receipt(new_id())


@given(st.data())
def test_whatever_is_changed_in_a_receipt_breaks_its_seal(data: st.DataObject) -> None:
    receipt = Receipt(
        id=UUID(int=1), named="Contactos", rule="2026-1", project=None, release=None,
        asked={"zone": "UTC"}, events=(UUID(int=2),), figures={"total": {"contacts": 12}},
        digest=b"", made_at=AFTER, made_by=None,
    )  # fmt: skip
    changes = {
        "id": UUID(int=9), "named": "Contacto", "rule": "2026-2", "project": UUID(int=3),
        "release": UUID(int=3), "asked": {"zone": "utc"}, "events": (),
        "figures": {"total": {"contacts": 13}}, "made_at": AFTER.replace(microsecond=1),
        "made_by": UUID(int=4),
    }  # fmt: skip
    name = data.draw(st.sampled_from(sorted(changes)))
    sealed = replace(receipt, digest=seal(receipt))
    assert sealed.intact
    assert not replace(sealed, **{name: changes[name]}).intact
