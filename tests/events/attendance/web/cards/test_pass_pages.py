"""Coordinators print, revoke and replace passes; the codes pass through and stay nowhere."""

import re
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from events.attendance.domain.cards import pass_sheets, passes
from server.foundation.database import fetch
from tests.events.attendance.arriving import SIGNER, everything
from tests.events.attendance.printed_passes import pictures, printed, scanned, words
from tests.support.cast import Cast, csrf, sign_in_as, submit

Fields = dict[str, str | list[str]]
REASON: Fields = {"reason": "se mojó"}


async def blank(client: httpx.AsyncClient, **changes: str) -> Fields:
    """What the form of a new sheet would send."""
    page = await client.get("/tarjetas/nueva")
    assert page.status_code == 200
    assert "El archivo se descarga una sola vez." in page.text
    (sheet,) = re.findall(r'name="id" value="([^"]+)"', page.text)
    usual = {
        "municipality": "0103",
        "cards": "11",
        "languages": "both",
        "note": "Escuela",
        "id": sheet,
    }
    return {**usual, **changes}


async def marked(*cards: str) -> list[bool]:
    """Whether each of these is revoked."""
    found = await passes.revoked([passes.mark(card, SIGNER) for card in cards])
    return [passes.mark(card, SIGNER) in found for card in cards]


def files(folder: Path) -> str:
    """All that the server keeps outside its database."""
    return "".join(it.read_text(errors="replace") for it in folder.rglob("*") if it.is_file())


async def test_a_sheet_is_downloaded_at_once_and_its_codes_stay_nowhere(
    visitor: httpx.AsyncClient, cast: Cast, app: Litestar, capfd: pytest.CaptureFixture[str]
) -> None:
    await sign_in_as(visitor, cast.pinula)
    done = await submit(visitor, "/tarjetas/nueva", await blank(visitor))
    assert (done.status_code, done.headers["content-type"]) == (200, "application/pdf")
    (letters,) = re.findall(
        r'attachment; filename="tarjetas-(\w{4}).pdf"', done.headers["content-disposition"]
    )
    assert done.headers["cache-control"] == "no-store"
    assert f"{letters}-011" in words(done.content)
    codes = [text for page in pictures(done.content) for text in scanned(page)]
    logs = "".join(capfd.readouterr())
    held = await everything() + files(app.state.settings.data_dir) + logs
    assert len(codes) == 11
    assert letters in held
    assert [code for code in codes if code[-12:] in held or code.lower()[-12:] in held] == []
    page = await visitor.get("/tarjetas")
    assert f"Hoja {letters}: 11 tarjetas." in page.text
    assert re.findall(r'class="number">(\d+)</td>', page.text) == ["11", "0"]


async def test_a_sheet_sent_again_is_not_made_again(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    data = await blank(visitor)
    await submit(visitor, "/tarjetas/nueva", data)
    again = await submit(visitor, "/tarjetas/nueva", data)
    assert again.status_code == 303
    page = await visitor.get(again.headers["location"])
    assert "Si el archivo no llegó, anular la hoja y hacer otra." in page.text
    assert "se hizo una sola vez y no se guarda" in page.text
    assert len(await pass_sheets.sheets(municipalities=["0103"])) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"municipality": "0108"}, "Elegir una de las opciones."),
        ({"cards": "1001"}, "Debe ser un número entero de 1 a 1,000."),
        ({"cards": ""}, "Falta este dato."),
        ({"languages": "fr"}, "Elegir una de las opciones."),
        ({"note": "x" * 121}, "Tiene más de 120 caracteres."),
    ],
)
async def test_a_sheet_that_cannot_be_printed_is_explained(
    visitor: httpx.AsyncClient, cast: Cast, changes: dict[str, str], sentence: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = await submit(visitor, "/tarjetas/nueva", await blank(visitor, **changes))
    assert page.status_code == 422
    assert sentence in page.text
    assert await pass_sheets.sheets(municipalities=["0103", "0108"]) == []


@pytest.mark.parametrize(
    ("first", "last", "revoked", "said"),
    [
        ("2", "3", [False, True, True, False], "Se anularon 2 tarjetas."),
        ("", "", [True] * 4, "Se anularon 4 tarjetas."),
        ("4", "", [False, False, False, True], "Se anuló 1 tarjeta."),
        ("", "1", [True, False, False, False], "Se anuló 1 tarjeta."),
    ],
)
async def test_cards_of_a_sheet_are_revoked_on_its_page(
    visitor: httpx.AsyncClient, cast: Cast, first: str, last: str, revoked: list[bool], said: str
) -> None:
    cards = await printed(4)
    await sign_in_as(visitor, cast.pinula)
    data = {"first": first, "last": last, **REASON}
    done = await submit(visitor, "/tarjetas/KXTB/anulacion", data)
    assert done.headers["location"] == "/tarjetas/KXTB"
    page = await visitor.get("/tarjetas/KXTB")
    assert said in page.text
    assert page.text.count("se mojó") == sum(revoked)
    assert ("Anular tarjetas de esta hoja" in page.text) == (not all(revoked))
    assert await marked(*cards) == revoked


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"first": "3", "last": "2", **REASON}, "La última va después de la primera."),
        ({"first": "5", **REASON}, "Debe ser un número entero de 1 a 4."),
        ({"first": "1"}, "Falta este dato."),
        ({"first": "1", "reason": "x" * 201}, "Tiene más de 200 caracteres."),
    ],
)
async def test_a_run_that_is_none_is_explained(
    visitor: httpx.AsyncClient, cast: Cast, data: Fields, sentence: str
) -> None:
    cards = await printed(4)
    await sign_in_as(visitor, cast.pinula)
    page = await submit(visitor, "/tarjetas/KXTB/anulacion", data)
    assert (page.status_code, sentence in page.text) == (422, True)
    assert await marked(*cards) == [False] * 4


async def test_nobody_sees_the_sheets_of_another_municipality(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    cards = await printed(1)
    await sign_in_as(visitor, cast.mixco)
    assert "KXTB" not in (await visitor.get("/tarjetas")).text
    assert (await visitor.get("/tarjetas/KXTB")).status_code == 403
    assert (await submit(visitor, "/tarjetas/KXTB/anulacion", REASON)).status_code == 403
    assert (await visitor.get("/tarjetas/BBBB")).status_code == 404
    await sign_in_as(visitor, cast.evaluator)
    for address in ("", "/nueva", "/revocar", "/reemplazar", "/KXTB"):
        assert (await visitor.get(f"/tarjetas{address}")).status_code == 403
    assert await csrf(visitor)
    assert await marked(*cards) == [False]
    assert await fetch("SELECT FROM audit_entry WHERE act LIKE 'pass%revoked'") == []
