"""A sheet of passes is made once; the server keeps marks, and no code."""

from uuid import uuid4

import pytest
from msgspec.structs import replace

from events.attendance.domain.cards import (
    pass_printing,
    pass_reading,
    pass_serials,
    pass_sheets,
    passes,
)
from events.attendance.domain.cards.pass_sheets import MadeBefore, NewSheet
from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotAllowed, NotFound
from tests.events.attendance.arriving import SIGNER, everything
from tests.events.attendance.printed_passes import pictures, printed, scanned, words
from tests.support.cast import Cast
from tests.support.events import TODAY

pytestmark = pytest.mark.usefixtures("db")


def sheet(**changes: object) -> NewSheet:
    new = NewSheet(id=uuid4(), letters="KXTB", municipality="0103", cards=12, note="Escuela")
    return replace(new, **changes)


async def made(cast: Cast, new: NewSheet) -> bytes:
    return await pass_printing.print_sheet(
        new, ("es",), "https://convoca.test", by=cast.pinula, at=TODAY, signer=SIGNER
    )


async def test_a_printed_sheet_is_known_by_marks_and_nothing_else(cast: Cast) -> None:
    pdf = await made(cast, sheet())
    codes = {pass_reading.read(text) for page in pictures(pdf) for text in scanned(page)}
    rows = await fetch("SELECT mark, number FROM pass ORDER BY number")
    assert [row["number"] for row in rows] == list(range(1, 13))
    assert {row["mark"] for row in rows} == {passes.mark(code or "", SIGNER) for code in codes}
    (listed,) = await pass_sheets.sheets(municipalities=["0103"])
    assert (listed.letters, listed.cards, listed.revoked, listed.note) == ("KXTB", 12, 0, "Escuela")
    assert await pass_sheets.sheets(municipalities=["0108"]) == []


async def test_the_database_and_the_audit_hold_no_code(cast: Cast) -> None:
    pdf = await made(cast, sheet())
    said, held = words(pdf), await everything()
    assert "passes.printed" in held
    codes = [text.rpartition("/")[2] for page in pictures(pdf) for text in scanned(page)]
    assert len(codes) == 12
    for code in codes:
        assert f"{code[:4]}-{code[4:8]}-{code[8:]}" in said
        assert code not in held
        assert code.encode().hex() not in held


async def test_the_same_sheet_is_not_made_twice(cast: Cast) -> None:
    new = sheet()
    await made(cast, new)
    with pytest.raises(MadeBefore) as refusal:
        await made(cast, replace(new, letters="MNPQ"))
    assert refusal.value.letters == "KXTB"
    with pytest.raises(MadeBefore):
        await pass_sheets.keep(new, ["A"], by=cast.pinula, at=TODAY, signer=SIGNER)
    assert len(await fetch("SELECT FROM pass")) == 12


async def test_what_cannot_be_written_down_is_not_known(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_paper(sheet: object) -> bytes:
        raise OSError("no paper")

    monkeypatch.setattr(pass_printing, "card_sheet", no_paper)
    with pytest.raises(OSError, match="no paper"):
        await made(cast, sheet())
    assert await fetch("SELECT FROM pass_sheet") == []


@pytest.mark.parametrize("cards", [0, 1001])
async def test_a_sheet_has_a_sensible_number_of_cards(cast: Cast, cards: int) -> None:
    with pytest.raises(Invalid) as refusal:
        await made(cast, sheet(cards=cards))
    assert refusal.value.fields == {"cards": "Una hoja tiene de 1 a 1000 tarjetas."}


async def test_only_who_coordinates_there_prints_and_sees_a_sheet(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await made(cast, sheet(municipality="0108"))
    await printed()
    with pytest.raises(NotAllowed):
        await pass_sheets.sheet("KXTB", by=cast.mixco)
    with pytest.raises(NotFound):
        await pass_sheets.sheet("BBBB", by=cast.mixco)


async def test_free_letters_are_those_of_no_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    await printed()
    drawn = iter(["KXTB", "KXTB", "MNPQ"])
    monkeypatch.setattr(pass_serials, "new_letters", lambda: next(drawn))
    assert await pass_sheets.free_letters() == "MNPQ"
    monkeypatch.setattr(pass_serials, "new_letters", lambda: "KXTB")
    with pytest.raises(RuntimeError):
        await pass_sheets.free_letters()
