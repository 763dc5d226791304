"""A revoked pass is worth nothing, whoever has it and however it was named."""

import pytest

from events.attendance.domain import codes
from events.attendance.domain.cards import pass_revocation, pass_sheets, passes
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed
from tests.events.attendance.arriving import SIGNER, everything
from tests.events.attendance.printed_passes import printed
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY

pytestmark = pytest.mark.usefixtures("db")


async def revoked(*cards: str) -> list[bool]:
    """Whether each of these is revoked."""
    marks = [passes.mark(card, SIGNER) for card in cards]
    found = await passes.revoked(marks)
    return [mark in found for mark in marks]


async def test_a_run_of_cards_is_revoked_and_no_other(cast: Cast) -> None:
    cards = await printed(4)
    assert await revoked(*cards) == [False] * 4
    many = await pass_revocation.revoke_cards(
        "KXTB", 2, 3, " se  mojaron ", by=cast.pinula, at=TODAY
    )
    assert (many, await revoked(*cards)) == (2, [False, True, True, False])
    (sheet,) = await pass_sheets.sheets(municipalities=["0103"])
    shown = await pass_sheets.revoked_cards(sheet.id)
    assert [(card.number, card.reason, card.replaced) for card in shown] == [
        (2, "se mojaron", False), (3, "se mojaron", False),
    ]  # fmt: skip
    assert sheet.revoked == 2


async def test_what_was_written_about_a_revoked_card_stays(cast: Cast) -> None:
    await printed(2)
    await pass_revocation.revoke_cards("KXTB", 1, 1, "robada", by=cast.pinula, at=TODAY)
    assert await pass_revocation.revoke_cards("KXTB", 1, 2, "x", by=cast.pinula, at=SATURDAY) == 1
    rows = await fetch("SELECT reason, revoked_at FROM pass ORDER BY number")
    assert [tuple(row) for row in rows] == [("robada", TODAY), ("x", SATURDAY)]
    again = await pass_revocation.revoke_cards("KXTB", 1, 2, "x", by=cast.pinula, at=SATURDAY)
    acts = await fetch("SELECT FROM audit_entry WHERE act = 'passes.revoked'")
    assert (again, len(acts)) == (0, 2)


async def test_a_card_in_hand_is_revoked_by_its_code_by_any_coordinator(cast: Cast) -> None:
    one, other = await printed(2)
    await pass_revocation.revoke_code(one, "hallada", by=cast.mixco, at=TODAY, signer=SIGNER)
    assert await revoked(one, other) == [True, False]
    with pytest.raises(Conflict):
        await pass_revocation.revoke_code(one, "otra vez", by=cast.mixco, at=TODAY, signer=SIGNER)
    (act,) = await fetch("SELECT subject FROM audit_entry WHERE act = 'pass.revoked'")
    assert act["subject"] == "pass:KXTB-001"


async def test_a_pass_that_a_phone_made_can_be_revoked_and_nothing_tells_which_it_was(
    cast: Cast,
) -> None:
    card = codes.new_pass_code()
    await pass_revocation.revoke_code(card, "hallada", by=cast.pinula, at=TODAY, signer=SIGNER)
    assert await revoked(card) == [True]
    assert card not in await everything()
    (act,) = await fetch("SELECT subject FROM audit_entry WHERE act = 'pass.revoked'")
    assert act["subject"] == "pass:unprinted"


async def test_no_pass_is_revoked_without_a_reason_or_by_a_stranger(cast: Cast) -> None:
    (card,) = await printed(1)
    for reason, sentence in (
        (" ", "Falta el motivo."),
        ("x" * 201, "Tiene más de 200 caracteres."),
    ):
        with pytest.raises(Invalid) as refusal:
            await pass_revocation.revoke_cards("KXTB", 1, 1, reason, by=cast.pinula, at=TODAY)
        assert refusal.value.fields == {"reason": sentence}
    with pytest.raises(NotAllowed):
        await pass_revocation.revoke_cards("KXTB", 1, 1, "x", by=cast.mixco, at=TODAY)
    with pytest.raises(NotAllowed):
        await pass_revocation.revoke_code(card, "x", by=cast.evaluator, at=TODAY, signer=SIGNER)
    assert await revoked(card) == [False]
    assert await passes.revoked([]) == set()


@pytest.mark.parametrize(("first", "last"), [(0, 1), (1, 4), (3, 2)])
async def test_only_cards_that_the_sheet_has_are_revoked(cast: Cast, first: int, last: int) -> None:
    await printed(3)
    with pytest.raises(Invalid) as refusal:
        await pass_revocation.revoke_cards("KXTB", first, last, "x", by=cast.pinula, at=TODAY)
    assert refusal.value.fields == {"first": "La hoja tiene las tarjetas 1 a 3."}
