"""What is too large or too slow is refused before it costs anything."""

import asyncio
from typing import Any

import httpx
import pytest
from litestar import Litestar

from server.web.request_limits import LONGEST_ADDRESS, MOST_HEADERS, TooSlow, bounded
from tests.support.cast import Cast, csrf, sign_in_as


async def test_an_endless_address_is_not_looked_at(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/", params={"q": "a" * LONGEST_ADDRESS})
    assert (answer.status_code, answer.text) == (414, "La dirección es demasiado larga.")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_sackful_of_headers_is_not_looked_at(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/", headers={"cookie": "a=" + "b" * MOST_HEADERS})
    assert answer.status_code == 431


async def test_a_file_that_is_too_large_is_refused_with_a_sentence(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    form = {"_csrf_token": await csrf(visitor)}
    file = {"file": ("agenda.csv", b"a" * 30_000_000, "text/csv")}
    answer = await visitor.post("/calendario/importar", data=form, files=file)
    assert answer.status_code == 413
    assert "Lo enviado es demasiado grande: aquí caben" in answer.text


async def sent(app: Litestar, *pieces: bytes | None, patience: float = 0.01) -> list[Any]:
    """What a form is answered of which these pieces arrive; after None nothing ever does."""
    waiting, told = list(pieces), []

    async def receive() -> Any:
        piece = waiting.pop(0)
        if piece is None:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": piece, "more_body": True}

    async def send(message: Any) -> None:
        told.append(message)

    headers = [
        (b"host", b"convoca.test"),
        (b"content-type", b"application/x-www-form-urlencoded"),
    ]
    scope = {
        "type": "http", "method": "POST", "path": "/c/ABCDEFGH", "raw_path": b"/c/ABCDEFGH",
        "query_string": b"", "headers": headers, "litestar_app": app, "state": {},
        "client": ("192.0.2.1", 1), "server": ("convoca.test", 80), "scheme": "http",
        "http_version": "1.1", "root_path": "", "extensions": {},
    }  # fmt: skip

    async def reader(_scope: Any, receive: Any, _send: Any) -> None:
        while (await receive())["more_body"]:
            pass

    await bounded(reader, patience=patience)(scope, receive, send)  # type: ignore[arg-type]
    return told


async def test_a_body_that_stops_arriving_is_not_waited_for(app: Litestar) -> None:
    start, body = await sent(app, b"sex=", None)
    assert start["status"] == 408
    assert "no terminó de llegar" in body["body"].decode()


async def test_what_is_whole_is_waited_for_as_long_as_it_takes(app: Litestar) -> None:
    heard: list[str] = []

    async def receive() -> Any:
        if not heard:
            return {"type": "http.request", "body": b"", "more_body": False}
        await asyncio.sleep(0.05)
        return {"type": "http.disconnect"}

    async def stream(_scope: Any, receive: Any, _send: Any) -> None:
        heard.append((await receive())["type"])
        heard.append((await receive())["type"])

    scope = {
        "type": "http", "path": "/", "query_string": b"", "headers": [], "litestar_app": app,
    }  # fmt: skip
    await bounded(stream, patience=0.01)(scope, receive, None)  # type: ignore[arg-type]
    assert heard == ["http.request", "http.disconnect"]


async def test_routes_tell_of_it_in_their_own_way() -> None:
    with pytest.raises(TooSlow) as refusal:
        raise TooSlow
    assert refusal.value.status_code == 408
