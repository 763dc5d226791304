"""From the poster to the register: three answers, no name, no script, counted once."""

import typing
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pypdfium2
import pytest
import zxingcpp
from litestar import Litestar

from events.attendance.domain.paper import poster_card
from events.attendance.domain.paper.poster import poster
from events.planning.domain import planning
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import page_of, recorded, under_way
from tests.events.attendance.visiting import ANSWERS, fill_in, hidden_in
from tests.support.events import planned


@pytest.fixture
async def phone(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """Another phone than the visitor's."""
    transport = httpx.ASGITransport(typing.cast(Any, app))
    async with httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as client:
        yield client


async def test_who_scans_the_poster_answers_and_is_thanked(visitor: httpx.AsyncClient) -> None:
    event = await under_way(title="Una tarde distinta")
    card = await poster_card.card_of(event, by=SYSTEM, base_url="http://convoca.test", locale="es")
    picture = pypdfium2.PdfDocument(poster(card))[0].render(scale=2).to_pil()
    (scanned,) = zxingcpp.read_barcodes(picture)
    address = scanned.text.lower().replace("http://convoca.test", "")
    assert scanned.text.startswith("HTTP://CONVOCA.TEST/C/")

    page = await visitor.get(scanned.text.replace("HTTP://CONVOCA.TEST", ""))
    assert page.status_code == 200
    assert "<h1>Una tarde distinta</h1>" in page.text

    sent = await fill_in(visitor, address)
    assert sent.status_code == 303
    thanks = await visitor.get(sent.headers["location"])
    assert thanks.status_code == 200
    assert "Gracias por participar" in thanks.text
    assert "1555" in thanks.text
    (kept,) = await recorded(event)
    assert (kept["source"], kept["sex"], kept["age_band"], kept["audience"]) == (
        "self", "female", "15-17", "adolescents",
    )  # fmt: skip
    assert len(kept["pseudonym"]) == 32


async def test_the_same_phone_counts_once_and_is_told_so(visitor: httpx.AsyncClient) -> None:
    event = await under_way()
    address = await page_of(event)
    await fill_in(visitor, address)
    again = await visitor.get(address)
    assert again.status_code == 200
    assert "Este teléfono ya estaba registrado" in again.text
    sent = await visitor.post(address, data={**ANSWERS, "id": str(uuid4())})
    assert sent.headers["location"] == f"{address}/gracias?ya=1"
    assert "ya estaba registrado" in (await visitor.get(sent.headers["location"])).text
    assert len(await recorded(event)) == 1


async def test_nobody_is_thanked_before_they_came(visitor: httpx.AsyncClient) -> None:
    address = await page_of(await under_way())
    early = await visitor.get(f"{address}/gracias?idioma=en")
    assert (early.status_code, early.headers["location"]) == (303, f"{address}?idioma=en")
    await fill_in(visitor, address)
    late = await visitor.get(f"{address}/gracias", follow_redirects=True)
    assert "ya estaba registrado" in late.text


async def test_who_comes_at_the_wrong_hour_reads_of_which_event_and_what_else_there_is(
    visitor: httpx.AsyncClient,
) -> None:
    address = await page_of(await under_way(since=-60, public_title="Una tarde distinta"))
    for page in (await visitor.get(address), await visitor.get("/c/ZZZZZZZZ")):
        assert 'href="/"' in page.text
        assert 'href="?idioma=en"' in page.text
    early, english = await visitor.get(address), await visitor.get(f"{address}?idioma=en")
    assert early.text.count("Una tarde distinta") == english.text.count("Una tarde distinta") == 1
    assert "San José Pinula" in early.text


async def test_the_same_phone_is_the_same_person_at_the_next_event(
    visitor: httpx.AsyncClient,
) -> None:
    event, next_event = await under_way(), await under_way(title="Otro taller")
    await fill_in(visitor, await page_of(event))
    await fill_in(visitor, await page_of(next_event))
    (here,), (there,) = await recorded(event), await recorded(next_event)
    assert here["pseudonym"] == there["pseudonym"] is not None


async def test_another_phone_is_another_person(
    visitor: httpx.AsyncClient, phone: httpx.AsyncClient
) -> None:
    event = await under_way()
    await fill_in(visitor, await page_of(event))
    await fill_in(phone, await page_of(event))
    first, second = await recorded(event)
    assert first["pseudonym"] != second["pseudonym"]


async def test_a_borrowed_phone_counts_one_more_person(visitor: httpx.AsyncClient) -> None:
    event = await under_way()
    address = await page_of(event)
    sent = await fill_in(visitor, address)
    thanks = await visitor.get(sent.headers["location"])
    assert f'href="{address}?otra=1"' in thanks.text
    await fill_in(visitor, f"{address}?otra=1", sex="male")
    sent = await fill_in(visitor, f"{address}?otra=1", sex="male")
    assert sent.headers["location"] == f"{address}/gracias?ya=0"
    assert [line["pseudonym"] is None for line in await recorded(event)] == [False, True, True]


async def test_a_borrowed_phone_is_given_no_pass_of_its_borrower(
    visitor: httpx.AsyncClient,
) -> None:
    event = await under_way()
    await fill_in(visitor, f"{await page_of(event)}?otra=1")
    assert "tarjeta" not in visitor.cookies
    assert (await fill_in(visitor, await page_of(event))).status_code == 303
    assert len(await recorded(event)) == 2


async def test_a_form_sent_twice_counts_once_and_makes_one_pass(
    visitor: httpx.AsyncClient, phone: httpx.AsyncClient
) -> None:
    event = await under_way()
    address = await page_of(event)
    page = await visitor.get(address)
    hidden = hidden_in(page)
    first = await visitor.post(address, data={**hidden, **ANSWERS})
    # The first answer got lost on the way: the phone has no pass yet when it sends again.
    second = await phone.post(address, data={**hidden, **ANSWERS})
    assert first.headers["location"] == second.headers["location"] == f"{address}/gracias?ya=0"
    assert visitor.cookies["tarjeta"] == phone.cookies["tarjeta"] == hidden["tarjeta"]
    assert len(await recorded(event)) == 1


async def test_the_thanks_can_be_looked_at_again(visitor: httpx.AsyncClient) -> None:
    event = await under_way()
    sent = await fill_in(visitor, await page_of(event))
    for _look in range(3):
        assert (await visitor.get(sent.headers["location"])).status_code == 200
    assert len(await recorded(event)) == 1


@pytest.mark.parametrize(
    ("since", "reason"), [(-60, "Todavía no es la hora"), (600, "La actividad ya terminó")]
)
async def test_who_scans_early_or_late_is_told_so(
    visitor: httpx.AsyncClient, since: int, reason: str
) -> None:
    event = await under_way(since=since)
    address = await page_of(event)
    for answer in (await visitor.get(address), await visitor.post(address, data=ANSWERS)):
        assert answer.status_code == 409
        assert f"<h1>{reason}</h1>" in answer.text
    assert await recorded(event) == []


async def test_who_scans_early_is_told_when_to_come_back(visitor: httpx.AsyncClient) -> None:
    start = (now() + timedelta(days=1)).replace(hour=15, minute=0, second=0, microsecond=0)
    event = await planned(starts_at=start, ends_at=start + timedelta(hours=2), at=now())
    assert "a las 08:30." in (await visitor.get(await page_of(event))).text


async def test_who_scans_the_poster_of_a_cancelled_event_is_told_so(
    visitor: httpx.AsyncClient,
) -> None:
    event = await under_way()
    address = await page_of(event)
    await planning.cancel(event, "rain", by=SYSTEM, at=now())
    answer = await visitor.get(address)
    assert answer.status_code == 409
    assert "<h1>La actividad se canceló</h1>" in answer.text


@pytest.mark.parametrize("code", ["ZZZZZZZZ", "hola", "ABCD2345ABCD", "%20"])
async def test_a_code_that_nobody_printed_leads_nowhere(
    visitor: httpx.AsyncClient, code: str
) -> None:
    for page in (f"/c/{code}", f"/C/{code}", f"/c/{code}/gracias"):
        answer = await visitor.get(page)
        assert answer.status_code == 404
        assert "No se encontró la actividad" in answer.text


async def test_a_form_far_beyond_three_answers_is_not_even_read(visitor: httpx.AsyncClient) -> None:
    address = await page_of(await under_way())
    sent = await visitor.post(address, data={**ANSWERS, "more": "x" * 40_000})
    assert sent.status_code == 413
