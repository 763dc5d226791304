"""Who answers as usual is thanked at once; everybody else goes the ordinary way, as if unheard."""

import re
import typing
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.types import Receive, Scope, Send

from events.attendance.domain import doors
from events.attendance.domain.entrance import rotating
from events.attendance.domain.entrance.self_check_in import REMEMBERED
from events.attendance.web.entrance.check_in_pages import desk_of
from events.attendance.web.entrance.swift_check_in import MOST_BYTES, swift
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.events.attendance.arriving import page_of, recorded, under_way
from tests.events.attendance.revoking import revoke
from tests.events.attendance.visiting import ANSWERS, fill_in, hidden_in

USUAL = {**ANSWERS, "id": "0b7e3ab8-5f0e-4a51-9d3f-0a8c6f3f9f10", "tarjeta": "ABCD2345WXYZ"}


@pytest.fixture
def ordinary() -> list[str]:
    """What was sent to the ordinary way."""
    return []


@pytest.fixture
async def phone(app: Litestar, ordinary: list[str]) -> AsyncIterator[httpx.AsyncClient]:
    """A phone at an entrance where only what is not usual goes on to the application."""

    async def onward(scope: Scope, receive: Receive, send: Send) -> None:
        ordinary.append(typing.cast(Any, scope)["method"])
        await app(typing.cast(Any, scope), receive, typing.cast(Any, send))

    async def entrance(scope: Any, receive: Any, send: Any) -> None:
        scope["litestar_app"] = app
        await swift(onward)(scope, receive, send)

    transport = httpx.ASGITransport(entrance)
    async with httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as client:
        yield client


async def test_the_usual_answers_are_recorded_at_once(
    phone: httpx.AsyncClient, ordinary: list[str]
) -> None:
    event = await under_way()
    address = await page_of(event)
    sent = await fill_in(phone, address)
    again = await phone.post(address, data=ANSWERS)
    assert ordinary == ["GET"]
    assert (sent.status_code, sent.headers["location"]) == (303, f"{address}/gracias?ya=0")
    assert (again.status_code, again.headers["location"]) == (303, f"{address}/gracias?ya=1")
    assert [line["age_band"] for line in await recorded(event)] == ["15-17"]


async def test_the_answer_is_the_ordinary_one(
    phone: httpx.AsyncClient, visitor: httpx.AsyncClient, ordinary: list[str]
) -> None:
    address = await page_of(await under_way())
    await phone.get(address)
    swiftly = await phone.post(address, data=USUAL)
    slowly = await visitor.post(f"{address}?idioma=", data=USUAL)
    assert ordinary == ["GET"]
    for name in ("location", "set-cookie", "cache-control", "content-length"):
        assert swiftly.headers[name] == slowly.headers[name]


async def test_a_page_sent_from_a_scanned_address_is_usual_too(
    phone: httpx.AsyncClient, ordinary: list[str]
) -> None:
    event = await under_way()
    address = (await page_of(event)).upper()
    hidden = hidden_in(await phone.get(address))
    sent = await phone.post(address, data={**hidden, **ANSWERS})
    assert ordinary == ["GET"]
    assert sent.headers["location"] == f"{await page_of(event)}/gracias?ya=0"


@pytest.mark.parametrize(
    ("changes", "query", "status"),
    [
        ({"age": "doce"}, "", 422),
        ({"sex": ""}, "", 422),
        ({}, "?otra=1", 303),
        ({}, "?idioma=en", 303),
        ({"tarjeta": ""}, "", 303),
        ({"more": "x" * MOST_BYTES}, "", 303),
    ],
)
async def test_what_is_unusual_goes_the_ordinary_way_once(
    phone: httpx.AsyncClient,
    ordinary: list[str],
    changes: dict[str, str],
    query: str,
    status: int,
) -> None:
    event = await under_way()
    address = await page_of(event)
    await phone.get(address)
    sent = await phone.post(address + query, data={**USUAL, **changes})
    assert (sent.status_code, ordinary) == (status, ["GET", "POST"])
    assert len(await recorded(event)) == (status == 303)


async def test_a_spoken_code_is_asked_for_the_ordinary_way(
    phone: httpx.AsyncClient, ordinary: list[str]
) -> None:
    event = await under_way()
    await doors.ask(event, "spoken", "407", by=SYSTEM, at=now())
    address = await page_of(event)
    await phone.get(address)
    assert (await phone.post(address, data=USUAL)).status_code == 422
    assert ordinary == ["GET", "POST"]


async def test_who_scanned_the_screen_is_recorded_at_once_and_goes_on_as_usual(
    phone: httpx.AsyncClient, ordinary: list[str], signer: Signer
) -> None:
    event = await under_way()
    await doors.ask(event, "rotating", by=SYSTEM, at=now())
    address = await page_of(event)
    sign = rotating.code_at(event, now(), signer=signer).sign
    hidden = hidden_in(await phone.get(f"{address}?v={sign}"))
    sent = await phone.post(address, data={**ANSWERS, **hidden})
    assert ordinary == ["GET"]
    assert re.fullmatch(rf"{address}/gracias\?ya=0&sigue=[\w-]+", sent.headers["location"])
    thanks = await phone.get(sent.headers["location"])
    assert sent.headers["location"].partition("ya=0&")[2] in thanks.text
    assert len(await recorded(event)) == 1


async def test_a_revoked_pass_is_told_the_ordinary_way(
    phone: httpx.AsyncClient, ordinary: list[str], signer: Signer
) -> None:
    event = await under_way()
    await revoke(USUAL["tarjeta"], signer)
    address = await page_of(event)
    await phone.get(address)
    assert (await phone.post(address, data=USUAL)).status_code == 422
    assert ordinary == ["GET", "POST"]
    assert await recorded(event) == []


async def test_a_door_that_nobody_looked_up_is_looked_up_the_ordinary_way(
    phone: httpx.AsyncClient, ordinary: list[str]
) -> None:
    address = await page_of(await under_way())
    assert (await phone.post(address, data=USUAL)).status_code == 303
    assert (await phone.post("/c/ZZZZZZZZ", data=USUAL)).status_code == 404
    assert ordinary == ["POST", "POST"]


async def test_who_is_early_is_told_the_ordinary_way(
    phone: httpx.AsyncClient, ordinary: list[str]
) -> None:
    address = await page_of(await under_way(since=-60))
    await phone.get(address)
    assert (await phone.post(address, data=USUAL)).status_code == 409
    assert ordinary == ["GET", "POST"]


async def test_answers_that_cannot_be_kept_are_refused_the_ordinary_way(
    phone: httpx.AsyncClient, ordinary: list[str]
) -> None:
    here, there = await under_way(), await under_way()
    for event in (here, there):
        await phone.get(await page_of(event))
    await phone.post(await page_of(here), data=USUAL)
    phone.cookies.clear()
    assert (await phone.post(await page_of(there), data=USUAL)).status_code == 409
    assert ordinary == ["GET", "GET", "POST"]


async def test_who_hangs_up_while_sending_is_not_recorded(
    app: Litestar, ordinary: list[str], phone: httpx.AsyncClient
) -> None:
    event = await under_way()
    address = await page_of(event)
    await phone.get(address)
    request = phone.build_request("POST", address, data=USUAL)
    half = [
        {"type": "http.request", "body": request.content[:20], "more_body": True},
        {"type": "http.disconnect"},
    ]
    heard: list[dict[str, Any]] = []

    async def receive() -> Any:
        return half.pop(0)

    async def onward(scope: Scope, receive: Receive, send: Send) -> None:
        heard.extend([typing.cast(Any, await receive()), typing.cast(Any, await receive())])

    async def send(message: Any) -> None:
        raise AssertionError(message)

    scope: Any = {
        "type": "http", "method": "POST", "path": address, "query_string": b"",
        "headers": [(b"content-type", b"application/x-www-form-urlencoded")], "litestar_app": app,
    }  # fmt: skip
    await swift(onward)(scope, receive, send)
    assert [message["type"] for message in heard] == ["http.request", "http.disconnect"]
    assert await recorded(event) == []


async def test_what_is_remembered_of_a_door_is_soon_looked_up_again(
    app: Litestar, phone: httpx.AsyncClient
) -> None:
    code = (await page_of(await under_way())).removeprefix("/c/")
    await phone.get(f"/c/{code}")
    desk = desk_of(app.state)
    known = [desk.remembered(typed, at=now()) for typed in (code, code.lower(), "ZZZZZZZZ")]
    assert [doorway is None for doorway in known] == [False, False, True]
    assert desk.remembered(code, at=now() + REMEMBERED) is None


async def test_a_pass_that_cannot_be_looked_up_is_looked_up_the_ordinary_way(
    app: Litestar, phone: httpx.AsyncClient, ordinary: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = await page_of(await under_way())
    await phone.get(address)

    async def fail(*_asked: Any, **_when: Any) -> bool:
        raise LookupError

    monkeypatch.setattr(desk_of(app.state).revoked, "holds", fail)
    assert (await phone.post(address, data=USUAL)).status_code == 500
    assert ordinary == ["GET", "POST"]
