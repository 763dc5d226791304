"""A receipt says which figure it was asked for; one of a release, what was published of it."""

import re

import httpx

from events.outreach.domain.receipts import checking, reading
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.registers import AFTER, march
from tests.support.released import busy_march, march_released

ROW = re.compile(r'<tr><th scope="row"[^>]*>(.*?)</th><td class="number[^>]*>(.*?)</td>', re.DOTALL)
FACT = re.compile(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>")


async def test_the_list_shows_the_figure_that_each_receipt_is_about(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.admin)
    asked = [
        {"cifra": "personas"},
        {"cifra": "contactos", "dimension": "sexo", "codigo": "female"},
        {"cifra": "actividades"},
        {"cifra": "personas", "dimension": "edad", "codigo": "60+"},
    ]
    issued = [await submit(visitor, "/alcance/recibos", dict(one)) for one in asked]
    rows = ROW.findall((await visitor.get("/alcance/recibos")).text)
    assert [number for _name, number in reversed(rows)] == ["8–10", "3", "2", "0"]
    page = (await visitor.get(issued[0].headers["location"])).text
    assert re.findall(r'<p class="explained-amount">(.*?)</p>', page) == ["8–10"]


async def test_each_figure_has_a_receipt_of_its_own_that_holds(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.admin)
    for figure in ("personas", "contactos"):
        await submit(visitor, "/alcance/recibos", {"cifra": figure})
    kept = await reading.receipts(SYSTEM)
    assert [receipt.about.figure for receipt in kept if receipt.about] == ["contacts", "unique"]
    assert all([(await checking.checked(receipt, AFTER)).holds for receipt in kept])


async def test_what_comes_from_no_register_gets_no_receipt(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.admin)
    refused = await submit(visitor, "/alcance/recibos", {"cifra": "horas"})
    assert refused.status_code == 409
    assert await reading.receipts(SYSTEM) == []


async def test_inside_the_receipt_of_a_release_says_what_was_published_and_why_it_differs(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await busy_march()
    release = await march_released(readers="donor", project="general")
    (receipt,) = await reading.of_release(release)
    counted = receipt.figures["total"]
    assert (counted["unique_from"], counted["unique_to"]) == (68, 70)
    await sign_in_as(visitor, cast.evaluator)
    page = (await visitor.get(f"/recibo/{receipt.id}")).text
    facts = dict(FACT.findall(page))
    assert facts["Publicación"] == (
        f'<a href="/alcance/publicaciones/{release}">Marzo de 2026</a> · Para el donante'
    )
    assert facts["Fechas"] == "1 mar – 31 mar 2026"
    assert facts["Proyecto"] == "General"
    assert facts["Personas únicas, como se contaron"] == "68–70"
    assert facts["Personas únicas, como se publicaron"] == "60–70"
    assert "El mínimo que se publica se redondea hacia abajo" in page
    listed = (await visitor.get("/alcance/recibos")).text
    assert "Para el donante · 1 mar – 31 mar 2026 · General" in listed
    assert ROW.findall(listed)[0][1] == "72 contactos"
