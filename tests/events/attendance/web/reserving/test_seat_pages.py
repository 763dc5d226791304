"""Asking for seats with any phone, and looking after them."""

import gzip
import re
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from events.attendance.domain import qr
from events.attendance.domain.reserving import registrations
from events.planning.domain import planning
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.events.attendance.visiting import hidden_in
from tests.support.events import planned
from tests.support.lexicon import sensitive_words
from tests.support.seats import HOUR, contacts, taking

TITLE = "Denuncia y violencia de género"
MOST_BYTES = 14 * 1024


async def soon(seats: int = 4, **changes: Any) -> UUID:
    """A workshop of next week, by the real clock, that takes registrations."""
    start = now() + 7 * 24 * HOUR
    event = await planned(at=now(), starts_at=start, ends_at=start + HOUR, **changes)
    return await taking(
        seats, event=event, closes_at=start - HOUR, largest_group=min(seats, 4), at=now()
    )


async def ask(phone: httpx.AsyncClient, event: UUID, **typed: str) -> httpx.Response:
    """Fill in the form as a browser does."""
    page = await phone.get(f"/agenda/{event}/lugar")
    assert page.status_code == 200, page.text
    return await phone.post(
        f"/agenda/{event}/lugar", data={"people": "1", "contact": "", **hidden_in(page), **typed}
    )


async def test_somebody_asks_and_gets_a_page_of_their_own(visitor: httpx.AsyncClient) -> None:
    answer = await ask(visitor, await soon(), people="3", contact="ana@correo.test")
    assert answer.status_code == 303
    address = answer.headers["location"]
    assert re.fullmatch(r"/lugar/[2-9A-Z]{12}", address)
    page = await visitor.get(address)
    assert "Lugar confirmado" in page.text
    assert "Hay 3 lugares apartados." in page.text
    assert f"http://convoca.test{address}" in page.text
    assert qr.svg(f"http://convoca.test{address}") in page.text
    assert "ana@correo.test" not in page.text
    assert await contacts() == ["ana@correo.test"]


async def test_who_finds_no_seat_stands_in_line_and_may_accept(visitor: httpx.AsyncClient) -> None:
    event = await soon(1)
    first, second = [(await ask(visitor, event)).headers["location"] for _person in range(2)]
    assert "Nadie espera antes" in (await visitor.get(second)).text
    await visitor.post(f"{first}/baja")
    assert f'action="{second}/aceptacion"' in (await visitor.get(second)).text
    accepted = await visitor.post(f"{second}/aceptacion")
    assert (accepted.status_code, accepted.headers["location"]) == (303, second)
    assert "Lugar confirmado" in (await visitor.get(second)).text


async def test_following_a_link_gives_nothing_away(visitor: httpx.AsyncClient) -> None:
    own = (await ask(visitor, await soon(), people="2")).headers["location"]
    asked = await visitor.get(f"{own}/baja")
    assert "¿Dejar libres 2 lugares?" in asked.text
    assert "Lugar confirmado" in (await visitor.get(own)).text
    await visitor.post(f"{own}/baja")
    assert "Reserva cancelada" in (await visitor.get(own)).text
    assert "ya terminó" in (await visitor.get(f"{own}/baja")).text


async def test_a_form_sent_twice_is_one_seat(visitor: httpx.AsyncClient) -> None:
    event, wish = await soon(), str(uuid4())
    both = [await ask(visitor, event, id=wish) for _time in range(2)]
    assert len({answer.headers["location"] for answer in both}) == 1
    assert len(await contacts()) == 1
    assert (await ask(visitor, event, id="otra cosa")).status_code == 303


async def test_who_wants_no_more_letters_keeps_the_seat(visitor: httpx.AsyncClient) -> None:
    own = (await ask(visitor, await soon(), contact="ana@correo.test")).headers["location"]
    assert f'action="{own}/silencio"' in (await visitor.get(own)).text
    await visitor.post(f"{own}/silencio")
    page = (await visitor.get(own)).text
    assert ("Lugar confirmado" in page, "/silencio" in page) == (True, False)
    assert await contacts() == [None]


async def test_a_group_may_become_smaller(visitor: httpx.AsyncClient) -> None:
    own = (await ask(visitor, await soon(), people="4")).headers["location"]
    more = await visitor.post(f"{own}/personas", data={"people": "5"})
    assert (more.status_code, "Debe ser un número de 1 a 4." in more.text) == (422, True)
    assert (await visitor.post(f"{own}/personas", data={"people": ""})).status_code == 422
    await visitor.post(f"{own}/personas", data={"people": "2"})
    assert "Hay 2 lugares apartados." in (await visitor.get(own)).text


async def test_a_group_too_large_for_what_is_free_reads_what_it_may_do(
    visitor: httpx.AsyncClient,
) -> None:
    event = await soon(3)
    await ask(visitor, event, people="2")
    own = (await ask(visitor, event, people="3")).headers["location"]
    page = await visitor.get(own)
    assert "Hay lugar para una parte del grupo" in page.text
    assert page.text.index("Aceptar 1 lugar") < page.text.index("Seguir en espera")
    assert (await visitor.post(f"{own}/espera")).status_code == 303
    page = await visitor.get(own)
    assert ("En lista de espera" in page.text, "Aceptar" in page.text) == (True, False)
    await visitor.post(f"{own}/personas", data={"people": "1"})
    assert "Hay 1 lugar apartado." in (await visitor.get(own)).text


async def test_everything_wrong_is_said_at_once_and_nothing_typed_is_lost(
    visitor: httpx.AsyncClient,
) -> None:
    answer = await ask(visitor, await soon(), people="9", contact="ana")
    assert answer.status_code == 422
    assert "Debe ser un número entero de 1 a 4." in answer.text
    assert "Falta una dirección de correo válida." in answer.text
    assert 'value="9"' in answer.text
    assert await contacts() == []


async def test_what_a_program_fills_in_is_not_kept(visitor: httpx.AsyncClient) -> None:
    answer = await ask(visitor, await soon(), web="http://barato.test")
    assert (answer.status_code, await contacts()) == (422, [])


async def test_a_link_that_leads_nowhere_says_so(visitor: httpx.AsyncClient) -> None:
    for address in (
        "/lugar/222222222222",
        "/lugar/nada",
        f"/agenda/{uuid4()}/lugar",
        "/agenda/x/lugar",
    ):
        assert (await visitor.get(address)).status_code == 404


async def test_what_takes_no_registrations_or_no_more_says_so(visitor: httpx.AsyncClient) -> None:
    free = await planned()
    assert (await visitor.get(f"/agenda/{free}/lugar")).status_code == 409
    event = await soon(1)
    own = (await ask(visitor, event)).headers["location"]
    waiting = (await ask(visitor, event)).headers["location"]
    await planning.cancel(event, "rain", by=SYSTEM, at=now())
    assert (await visitor.get(f"/agenda/{event}/lugar")).status_code == 409
    assert (await visitor.post(f"/agenda/{event}/lugar", data={"people": "1"})).status_code == 409
    assert "La actividad se canceló" in (await visitor.get(own)).text
    assert (await visitor.post(f"{waiting}/aceptacion")).status_code == 303
    assert "Aceptar" not in (await visitor.get(waiting)).text


async def test_who_waited_in_vain_reads_that_it_closed(visitor: httpx.AsyncClient) -> None:
    event = await soon(1)
    await ask(visitor, event)
    own = (await ask(visitor, event)).headers["location"]
    await fetch("UPDATE seating SET closes_at = now() WHERE event = $1", event)
    assert "no se liberó un lugar a tiempo" in (await visitor.get(own)).text
    assert (await visitor.get(f"/agenda/{event}/lugar")).status_code == 409


async def test_who_asks_far_too_often_has_to_wait(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = await soon()
    monkeypatch.setattr(registrations, "ASKS", 1)
    assert [(await ask(visitor, event)).status_code for _time in range(2)] == [303, 429]


@pytest.mark.parametrize("language", ["es", "en"])
async def test_the_pages_are_small_neutral_and_need_nothing_else(
    visitor: httpx.AsyncClient, language: str
) -> None:
    event = await soon(3, title=TITLE, topics=("gender-violence",))
    asked = f"?idioma={language}"
    own = (await ask(visitor, event, people="3")).headers["location"]
    waits = (await ask(visitor, event, people="2")).headers["location"]
    for address in (f"/agenda/{event}/lugar", own, waits, f"{own}/baja"):
        page = await visitor.get(address + asked)
        assert len(gzip.compress(page.content)) < MOST_BYTES
        assert f'<html lang="{language}">' in page.text
        assert re.findall(r"<script|<link rel=\"stylesheet|<img", page.text) == []
        assert sensitive_words(re.sub(r"<style>.*?</style>", "", page.text, flags=re.DOTALL)) == []
        assert page.headers["cache-control"] == "no-store"
    assert (await visitor.post(f"{own}/aceptacion{asked}")).headers["location"] == own + asked


async def test_what_is_not_public_cannot_be_asked_for(visitor: httpx.AsyncClient) -> None:
    for event in (await soon(published=False), await soon(kind="internal")):
        assert (await visitor.get(f"/agenda/{event}/lugar")).status_code == 404
        posted = await visitor.post(f"/agenda/{event}/lugar", data={"people": "1"})
        assert (posted.status_code, await contacts()) == (404, [])


async def test_the_public_page_of_an_event_says_how_full_it_is(visitor: httpx.AsyncClient) -> None:
    event = await soon(1)
    page = await visitor.get(f"/agenda/{event}")
    assert (f'href="/agenda/{event}/lugar"' in page.text, "Queda 1 lugar." in page.text) == (
        True, True
    )  # fmt: skip
    await ask(visitor, event)
    assert "No quedan lugares" in (await visitor.get(f"/agenda/{event}")).text
    await ask(visitor, event, people="1")
    assert "Hay lista de espera: 1 persona." in (await visitor.get(f"/agenda/{event}")).text
    assert "/lugar" not in (await visitor.get(f"/agenda/{await planned()}")).text
