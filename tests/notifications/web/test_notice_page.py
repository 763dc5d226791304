"""The page of one notice: every attempt, and what is known of it since."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from server.foundation.database import fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import TODAY
from tests.support.outbox_rows import failed, noted, tried

MINUTE = timedelta(minutes=1)


async def page_of(visitor: httpx.AsyncClient, cast: Cast, notice: UUID) -> str:
    await sign_in_as(visitor, cast.admin)
    return " ".join((await visitor.get(f"/avisos/{notice}")).text.split())


def says(page: str, *words: str) -> list[bool]:
    return [word in page for word in words]


async def test_every_attempt_says_by_which_way_and_how_it_ended(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    notice = await noted(cast.pinula, "read", way="sms", given_up=["whatsapp"], attempts=3)
    await tried(notice, channel="whatsapp", detail="131026 · Message undeliverable")
    await tried(notice, "sent", attempt=2, channel="sms", segments=2, receipt="failed")
    await tried(notice, "sent", attempt=3, channel="mail", receipt="read")
    page = await page_of(visitor, cast, notice)
    assert says(
        page,
        "<dt>No funcionó por</dt><dd>WhatsApp</dd>",
        "Ese número no usa WhatsApp o no puede recibir este mensaje.",
        "131026 · Message undeliverable",
        "2 segmentos",
        "No llegó</span>",
        "Leído</span>",
    ) == [True] * 6  # fmt: skip


async def test_a_doubt_says_when_it_was_settled(visitor: httpx.AsyncClient, cast: Cast) -> None:
    notice = await noted(cast.pinula, "delivered", way="whatsapp", attempts=2)
    await tried(notice, "sent", channel="whatsapp", receipt="delivered", settled_at=TODAY + MINUTE)
    await tried(notice, "unknown", attempt=2, channel="whatsapp", detail="no answer: ReadTimeout")
    page = await page_of(visitor, cast, notice)
    assert (
        says(
            page,
            "La duda se resolvió: sáb 28 nov, 09:01",
            "Sigue en duda",
            "El proveedor no contestó",
        )
        == [True] * 3
    )


@pytest.mark.parametrize(
    ("state", "words", "button"),
    [
        ("held", "Retenido hasta", "Revisar ahora"),
        ("unknown", "Se espera noticia hasta", "Intentar ahora"),
        ("failed", "<dt>Falló</dt>", "Enviar de nuevo"),
    ],
)
async def test_what_waits_says_until_when_and_may_be_tried_now(
    visitor: httpx.AsyncClient, cast: Cast, state: str, words: str, button: str
) -> None:
    notice = await noted(cast.pinula, state, in_doubt=state == "unknown")
    assert says(await page_of(visitor, cast, notice), words, button) == [True, True]
    answer = await submit(visitor, f"/avisos/{notice}/reenvio")
    assert answer.status_code == 303
    (row,) = await fetch("SELECT state, in_doubt, settled_at FROM notice")
    assert tuple(row) == ("queued", state == "unknown", None)


@pytest.mark.parametrize("state", ["queued", "sent", "delivered", "read", "superseded"])
async def test_what_is_done_or_due_cannot_be_sent_again(
    visitor: httpx.AsyncClient, cast: Cast, state: str
) -> None:
    notice = await noted(cast.pinula, state)
    await sign_in_as(visitor, cast.admin)
    assert (await submit(visitor, f"/avisos/{notice}/reenvio")).status_code == 409
    assert [row["state"] for row in await fetch("SELECT state FROM notice")] == [state]


async def test_a_doubt_by_a_telephone_says_that_it_may_have_come_twice(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    notice = await noted(cast.pinula, "sent", way="sms", in_doubt=True)
    assert says(
        await page_of(visitor, cast, notice), "pudo haberlo recibido dos veces",
        "la misma identificación",
    ) == [True, False]  # fmt: skip


async def test_what_waits_for_its_moment_says_when_it_leaves(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    notice = await noted(cast.pinula, "queued", wanted_at=TODAY + 60 * MINUTE, way=None)
    page = await page_of(visitor, cast, notice)
    assert says(page, "<dt>Previsto para</dt><dd>sáb 28 nov, 10:00", "<dt>Medio</dt>") == [
        True,
        False,
    ]


async def test_what_is_in_the_queue_says_when_it_is_tried(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    notice = await noted(cast.pinula, "queued", due_at=TODAY + MINUTE)
    page = await page_of(visitor, cast, notice)
    assert says(page, "<dt>Próximo intento</dt><dd>sáb 28 nov, 09:01") == [True]


async def test_a_way_that_did_not_work_is_named_once(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    page = await page_of(visitor, cast, await failed(cast.pinula, "550 no"))
    assert says(page, "<dt>No funcionó por</dt><dd>Correo</dd>", "<dt>Medio</dt>") == [True, False]


async def test_no_address_stands_anywhere(visitor: httpx.AsyncClient, cast: Cast) -> None:
    notice = await failed(cast.pinula, "550 5.1.1 no such user")
    page = await page_of(visitor, cast, notice)
    assert says(page, "La dirección no existe", "550 5.1.1 no such user", cast.pinula.email) == [
        True,
        True,
        False,
    ]
