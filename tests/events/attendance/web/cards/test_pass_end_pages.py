"""A card in hand is ended, or gives way to another, on one page each."""

import httpx
import pytest

from events.attendance.domain import codes, pseudonyms, register
from events.attendance.domain.cards import passes
from server.foundation.database import fetch
from tests.events.attendance.arriving import SIGNER, everything, line
from tests.events.attendance.printed_passes import printed
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import planned

Fields = dict[str, str | list[str]]
REASON = "la encontraron"
UNREAD = "Eso no es el código de una tarjeta"


async def revoked(card: str) -> bool:
    """Whether this one is revoked."""
    return bool(await passes.revoked([passes.mark(card, SIGNER)]))


@pytest.mark.parametrize("spelled", ["{code}", "HTTP://CONVOCA.TEST/P/{code}", " kxtb-002 "])
async def test_a_card_is_revoked_by_whatever_is_printed_on_it(
    visitor: httpx.AsyncClient, cast: Cast, spelled: str
) -> None:
    other, card = await printed(2)
    await sign_in_as(visitor, cast.pinula)
    assert (await visitor.get("/tarjetas/revocar")).status_code == 200
    data: Fields = {"card": spelled.format(code=card), "reason": REASON}
    done = await submit(visitor, "/tarjetas/revocar", data)
    assert done.headers["location"] == "/tarjetas"
    assert (await revoked(card), await revoked(other)) == (True, False)
    again = await submit(visitor, "/tarjetas/revocar", data)
    assert (again.status_code, "Esta tarjeta ya estaba anulada." in again.text) == (422, True)
    assert card not in await everything()


async def test_a_camera_may_read_cards_on_these_pages_and_on_no_other_of_them(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    for address, allowed in (("/revocar", True), ("/reemplazar", True), ("/nueva", False)):
        policy = (await visitor.get(f"/tarjetas{address}")).headers["content-security-policy"]
        assert ("'wasm-unsafe-eval'" in policy) == allowed
        assert "'unsafe-eval'" not in policy


@pytest.mark.parametrize(
    ("card", "sentence"),
    [
        ("", "Falta este dato."),
        ("ABCD 2345", UNREAD),
        ("ABCD 2345 WXY?", UNREAD),
        ("BBBB-001", "No hay ninguna hoja con esas letras."),
        ("KXTB-009", "La hoja tiene las tarjetas 1 a 2."),
    ],
)
async def test_a_card_that_is_none_is_explained_and_kept(
    visitor: httpx.AsyncClient, cast: Cast, card: str, sentence: str
) -> None:
    await printed(2)
    await sign_in_as(visitor, cast.pinula)
    page = await submit(visitor, "/tarjetas/revocar", {"card": card, "reason": REASON})
    assert (page.status_code, sentence in page.text) == (422, True)
    assert f'value="{card}"' in page.text
    assert f'value="{REASON}"' in page.text


async def test_a_new_card_takes_the_place_of_a_damaged_one(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    old, new = await printed(2)
    await sign_in_as(visitor, cast.pinula)
    assert (await visitor.get("/tarjetas/reemplazar")).status_code == 200
    data: Fields = {
        "old": f"{old[:5]}?{old[6:]}",
        "new": codes.in_fours(new).lower(),
        "reason": REASON,
    }
    done = await submit(visitor, "/tarjetas/reemplazar", data)
    assert done.headers["location"] == "/tarjetas"
    page = await visitor.get("/tarjetas")
    assert "La tarjeta nueva tomó el lugar de la anterior, que ya no sirve." in page.text
    assert (await revoked(old), await revoked(new)) == (True, False)
    assert "Reemplazada" in (await visitor.get("/tarjetas/KXTB")).text


async def test_two_cards_at_one_event_are_asked_about_before_they_become_one(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    old, new = await printed(2)
    event = await planned()
    (row,) = await fetch("SELECT period FROM event")
    salt = await pseudonyms.salt_of(row["period"])
    assert salt is not None
    for card in (old, new):
        pseudonym = pseudonyms.pseudonym(card, salt=salt, signer=SIGNER)
        await register.write([line(event, pseudonym=pseudonym)])
    await sign_in_as(visitor, cast.pinula)
    data: Fields = {"old": old, "new": new, "reason": REASON}
    page = await submit(visitor, "/tarjetas/reemplazar", data)
    assert page.status_code == 422
    assert "pueden ser de dos personas" in page.text
    assert 'name="same_person"' in page.text
    assert not await revoked(old)
    await sign_in_as(visitor, cast.mixco)
    page = await submit(visitor, "/tarjetas/reemplazar", {**data, "same_person": "on"})
    assert (page.status_code, "de otro municipio." in page.text) == (422, True)
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, "/tarjetas/reemplazar", {**data, "same_person": "on"})
    said = (await visitor.get("/tarjetas")).text
    assert "En 1 actividad estaban las dos: allí cuenta una sola vez." in said
    assert len(await fetch("SELECT FROM check_in WHERE standing")) == 1


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("KXTB-001", "ABCD2345WXYZ", "El número de serie no alcanza"),
        ("", "ABCD2345WXYZ", "Falta este dato."),
        ("ABCD2345WXYZ", "ABCD2345WXYZ", "La tarjeta nueva debe ser otra."),
        ("ABCD2345WXYZ", "x", UNREAD),
        ("AB??2345W??Z", "ABCD2345WXYZ", UNREAD),
    ],
)
async def test_a_replacement_that_cannot_be_is_explained(
    visitor: httpx.AsyncClient, cast: Cast, old: str, new: str, sentence: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = await submit(
        visitor, "/tarjetas/reemplazar", {"old": old, "new": new, "reason": REASON}
    )  # fmt: skip
    assert (page.status_code, sentence in page.text) == (422, True)
    assert f'value="{old}"' in page.text
