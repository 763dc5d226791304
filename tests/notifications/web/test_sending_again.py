"""Sending again what failed, one by one or all that failed for one reason."""

import httpx

from server.accounts.domain import audit
from server.foundation.database import fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import planned
from tests.support.outbox_rows import failed, noted


async def states() -> list[str]:
    return [row["state"] for row in await fetch("SELECT state FROM notice ORDER BY id")]


async def acts() -> list[tuple[str, str]]:
    rows = await fetch("SELECT act, actor FROM audit_entry WHERE act LIKE 'notice%' ORDER BY id")
    return [(row["act"], row["actor"]) for row in rows]


async def test_reasons_are_said_in_words_those_of_most_first(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    for detail in ("452 4.2.2 full", "550 5.1.1 no such user", "550 5.1.10 null MX"):
        await failed(cast.pinula, detail)
    await failed(cast.mixco, "131026 · Message undeliverable", channel="whatsapp")
    await noted(cast.mixco, "failed")
    await sign_in_as(visitor, cast.admin)
    page = (await visitor.get("/avisos?estado=failed")).text
    reasons = page[page.index("Por qué fallaron") :].split("<b>")[1:5]
    assert [reason.split("</b>")[0] for reason in reasons] == [
        "La dirección no existe o ya no recibe correo.",
        "No se sabe por qué",
        "El buzón está lleno.",
        "Ese número no usa WhatsApp o no puede recibir este mensaje.",
    ]


async def test_all_that_failed_for_one_reason_are_sent_again(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    for detail in ("550 no such user", "452 full", "550 unknown"):
        await failed(cast.pinula, detail)
    await sign_in_as(visitor, cast.admin)
    answer = await submit(visitor, "/avisos/reenvio?estado=failed", {"cause": "mail:550"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/avisos?estado=failed")
    assert await states() == ["queued", "failed", "queued"]
    assert await acts() == [("notices.queued_again", "Alba Admin")]
    rows = await fetch("SELECT given_up, settled_at FROM notice WHERE state = 'queued'")
    assert [(row["given_up"], row["settled_at"]) for row in rows] == [([], None)] * 2


async def test_reasons_that_read_alike_are_sent_again_together(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    for detail in ("550 5.1.1 no such user", "550 5.7.1 blocked", "550 5.1.10 null MX"):
        await failed(cast.pinula, detail)
    await sign_in_as(visitor, cast.admin)
    page = (await visitor.get("/avisos?estado=failed")).text
    assert "Enviar de nuevo los 2" in page
    assert page.count('name="cause"') == 3
    both: dict[str, str | list[str]] = {"cause": ["mail:5.1.1", "mail:5.1.10"]}
    await submit(visitor, "/avisos/reenvio?estado=failed", both)
    assert await states() == ["queued", "failed", "queued"]


async def test_all_are_ticked_on_request(visitor: httpx.AsyncClient, cast: Cast) -> None:
    for _number in range(2):
        await failed(cast.pinula, "550 no")
    await sign_in_as(visitor, cast.admin)
    plain = (await visitor.get("/avisos?estado=failed")).text
    assert 'href="/avisos?estado=failed&amp;pagina=1&amp;marcar=todos"' in plain
    ticked = (await visitor.get("/avisos?estado=failed&pagina=1&marcar=todos")).text
    assert [page.count(" checked>") for page in (plain, ticked)] == [0, 2]


async def test_only_what_is_looked_for_is_sent_again(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await failed(cast.pinula, "550 no", kind="invitation")
    await failed(cast.mixco, "550 no")
    await sign_in_as(visitor, cast.admin)
    await submit(visitor, "/avisos/reenvio?estado=failed&tipo=invitation", {"cause": "mail:550"})
    assert await states() == ["queued", "failed"]


async def test_what_is_ticked_is_sent_again(visitor: httpx.AsyncClient, cast: Cast) -> None:
    first, second = await failed(cast.pinula, "550 no"), await failed(cast.mixco, "550 no")
    sent = await noted(cast.mixco)
    await sign_in_as(visitor, cast.admin)
    picked: dict[str, str | list[str]] = {"pick": [str(second), str(sent), "nothing"]}
    answer = await submit(visitor, "/avisos/reenvio", picked)
    assert answer.headers["location"] == "/avisos"
    assert await states() == ["failed", "queued", "sent"]
    assert await acts() == [("notice.queued_again", "Alba Admin")]
    assert f'value="{first}"' in (await visitor.get("/avisos?estado=failed")).text


async def test_nothing_ticked_sends_nothing_and_says_so(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await failed(cast.pinula, "550 no")
    await sign_in_as(visitor, cast.admin)
    await submit(visitor, "/avisos/reenvio?estado=failed")
    page = (await visitor.get("/avisos?estado=failed")).text
    assert "Marcar al menos uno." in page
    assert (await states(), await acts()) == (["failed"], [])


async def test_a_coordinator_sends_nothing_again_of_other_places(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    there = await failed(cast.mixco, "550 no", event=await planned(municipality="0108"))
    await failed(cast.pinula, "550 no", event=await planned())
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, "/avisos/reenvio", {"pick": str(there)})
    await submit(visitor, "/avisos/reenvio", {"cause": "mail:550"})
    assert await states() == ["failed", "queued"]


async def test_the_ledger_holds_after_all_that(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await failed(cast.pinula, "550 no")
    await sign_in_as(visitor, cast.admin)
    await submit(visitor, "/avisos/reenvio", {"cause": "mail:550"})
    assert await audit.first_broken_link() is None
