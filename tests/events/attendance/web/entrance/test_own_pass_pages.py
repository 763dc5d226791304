"""A pass is kept, taken over and forgotten by whoever holds the phone, and tells nothing."""

import httpx
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from events.attendance.domain import codes, qr
from server.foundation.signing import Signer
from tests.events.attendance.arriving import PASS, page_of, recorded, under_way
from tests.events.attendance.revoking import revoke
from tests.events.attendance.visiting import ANSWERS, fill_in, hidden_in
from tests.support.cast import submit

OTHER = "WXYZ6789ABCD"
DISCREET = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
}


def carry(phone: httpx.AsyncClient, code: str) -> None:
    phone.cookies.set("tarjeta", code, domain="convoca.test")


async def test_the_pass_that_a_check_in_gave_can_be_kept(visitor: httpx.AsyncClient) -> None:
    sent = await fill_in(visitor, await page_of(await under_way()))
    thanks = await visitor.get(sent.headers["location"])
    assert 'href="/p/mia"' in thanks.text
    card = visitor.cookies["tarjeta"]
    page = await visitor.get("/p/mia")
    assert f'<p class="code">{codes.in_fours(card)}</p>' in page.text
    assert qr.svg(f"http://convoca.test/p/{card}") in page.text
    assert "No guarda ningún dato de quien la lleva." in page.text
    assert {name: page.headers[name] for name in DISCREET} == DISCREET
    assert len(page.content) + len(str(page.headers)) < 14_000
    assert card not in page.text.replace(f"/{card}", "")


def test_the_qr_of_a_pass_leads_to_its_page() -> None:
    address = f"http://convoca.test/p/{PASS}"
    rows = qr.matrix(address)
    picture = Image.new("L", ((len(rows) + 8) * 4,) * 2, 255)
    draw = ImageDraw.Draw(picture)
    for y, row in enumerate(rows, 4):
        for x, dark in enumerate(row, 4):
            if dark:
                draw.rectangle((x * 4, y * 4, x * 4 + 3, y * 4 + 3), fill=0)
    (read,) = zxingcpp.read_barcodes(picture)
    assert read.text == f"HTTP://CONVOCA.TEST/P/{PASS}"


async def test_a_phone_without_a_pass_is_told_how_it_gets_one(visitor: httpx.AsyncClient) -> None:
    page = await visitor.get("/p/mia")
    assert page.status_code == 200
    assert "Este teléfono todavía no lleva ninguna tarjeta." in page.text


@pytest.mark.parametrize("address", [f"/p/{PASS}", f"/P/{PASS}", f"/p/{PASS.lower()}"])
async def test_a_printed_pass_can_be_used_on_the_phone(
    visitor: httpx.AsyncClient, address: str
) -> None:
    page = await visitor.get(address)
    assert page.status_code == 200
    assert "Usar esta tarjeta en este teléfono" in page.text
    assert PASS not in page.text
    assert {name: page.headers[name] for name in DISCREET} == DISCREET
    taken = await submit(visitor, address)
    assert (taken.status_code, taken.headers["location"]) == (303, "/p/mia")
    assert taken.headers["referrer-policy"] == "no-referrer"
    assert visitor.cookies["tarjeta"] == PASS
    assert "ya lleva esta tarjeta" in (await visitor.get(address)).text


async def test_no_other_site_puts_a_pass_on_a_phone(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.post(f"/p/{PASS}")).status_code == 403
    assert "tarjeta" not in visitor.cookies


async def test_another_pass_is_not_lost_unasked(visitor: httpx.AsyncClient) -> None:
    carry(visitor, OTHER)
    page = await visitor.get(f"/p/{PASS}")
    assert "Este teléfono ya lleva otra tarjeta" in page.text
    assert visitor.cookies["tarjeta"] == OTHER


async def test_a_pass_never_tells_where_it_has_been(visitor: httpx.AsyncClient) -> None:
    event = await under_way(title="Una tarde distinta")
    carry(visitor, PASS)
    before = (await visitor.get(f"/p/{PASS}")).text, (await visitor.get("/p/mia")).text
    await fill_in(visitor, await page_of(event))
    assert len(await recorded(event)) == 1
    assert ((await visitor.get(f"/p/{PASS}")).text, (await visitor.get("/p/mia")).text) == before


async def test_no_log_holds_a_pass(
    visitor: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await visitor.get(f"/p/{PASS}")
    await submit(visitor, f"/P/{PASS}")
    await visitor.get("/p/mia")
    written = capsys.readouterr().out
    assert "/p/{code}" in written
    assert PASS not in written


async def test_the_phone_forgets_its_pass(visitor: httpx.AsyncClient) -> None:
    await fill_in(visitor, await page_of(await under_way()))
    sure = await visitor.get("/p/mia/olvido")
    assert 'action="/p/mia/olvido"' in sure.text
    assert "tarjeta" in visitor.cookies
    done = await submit(visitor, "/p/mia/olvido")
    assert (done.status_code, done.headers["location"]) == (303, "/p/mia?olvidada=1")
    assert "tarjeta" not in visitor.cookies
    assert "se olvidó" in (await visitor.get("/p/mia?olvidada=1")).text


@pytest.mark.parametrize("code", ["hola", "ABCD2345", "ABCD2345WXY0"])
async def test_what_is_no_pass_is_told_so(visitor: httpx.AsyncClient, code: str) -> None:
    for answer in (await visitor.get(f"/p/{code}"), await submit(visitor, f"/p/{code}")):
        assert answer.status_code == 404
        assert "Esta tarjeta no se puede leer." in answer.text
    assert "tarjeta" not in visitor.cookies


async def test_a_revoked_pass_is_not_taken_over(visitor: httpx.AsyncClient, signer: Signer) -> None:
    await revoke(PASS, signer)
    for answer in (await visitor.get(f"/p/{PASS}"), await submit(visitor, f"/p/{PASS}")):
        assert "Esta tarjeta ya no vale: se anuló." in answer.text
        assert "Usar esta tarjeta" not in answer.text
    assert "tarjeta" not in visitor.cookies
    carry(visitor, PASS)
    assert "ya no vale" in (await visitor.get("/p/mia")).text


async def test_who_carries_a_revoked_pass_checks_in_without_it(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    await revoke(PASS, signer)
    carry(visitor, PASS)
    event = await under_way()
    address = await page_of(event)
    page = await visitor.get(address)
    assert "La tarjeta de este teléfono ya no vale: se anuló." in page.text
    sent = await visitor.post(address, data={**hidden_in(page), **ANSWERS})
    assert sent.status_code == 303
    assert [cookie.value for cookie in visitor.cookies.jar if cookie.value == PASS] == []
    assert len(await recorded(event)) == 1


async def test_a_pass_revoked_while_its_bearer_answers_costs_no_answer(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    await revoke(PASS, signer)
    carry(visitor, PASS)
    event = await under_way()
    address = await page_of(event)
    page = await visitor.post(address, data=ANSWERS)
    assert page.status_code == 422
    assert "La tarjeta de este teléfono ya no vale: se anuló." in page.text
    assert page.text.count(" checked") == 2
    sent = await visitor.post(address, data={**hidden_in(page), **ANSWERS})
    assert sent.status_code == 303
    assert len(await recorded(event)) == 1
