"""Answering only what the asker does not have yet."""

from collections.abc import AsyncIterator, Iterator
from hashlib import sha256
from typing import Any, cast

import httpx
import pytest
from litestar import HttpMethod, Litestar, Response, route

from server.web.conditional import answer, content
from server.web.requests import Visit

MADE: list[str] = []


async def made() -> bytes:
    MADE.append("made")
    return "año".encode()


@route("/", http_method=[HttpMethod.GET, HttpMethod.HEAD])
async def something(request: Visit) -> Response[bytes]:
    return await answer(request, etag="abc", render=made, media_type="text/calendar; charset=utf-8")


@route("/ready", http_method=[HttpMethod.GET, HttpMethod.HEAD])
async def ready(request: Visit) -> Response[bytes]:
    return await content(request, b"made before", media_type="text/calendar; charset=utf-8")


@pytest.fixture(autouse=True)
def nothing_made() -> Iterator[None]:
    yield
    MADE.clear()


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(cast(Any, Litestar([something, ready])))
    async with httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as asking:
        yield asking


@pytest.mark.parametrize(
    "held",
    ['"abc"', 'W/"abc"', "*", '"x", "abc"', 'W/"x",W/"abc"', '"x,y" , "abc"', ' "abc" '],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_who_has_it_already_is_told_so_and_nothing_is_made(
    client: httpx.AsyncClient, method: str, held: str
) -> None:
    told = await client.request(method, "/", headers={"If-None-Match": held})
    assert (told.status_code, told.content, MADE) == (304, b"", [])
    assert (told.headers["etag"], told.headers["cache-control"]) == ('"abc"', "private, no-cache")
    assert "content-type" not in told.headers


@pytest.mark.parametrize("held", [None, "", '"other"', "abc", '"ABC"', '"x,abc"', '"*"'])
async def test_who_has_something_else_gets_it(client: httpx.AsyncClient, held: str | None) -> None:
    headers = {} if held is None else {"If-None-Match": held}
    told = await client.get("/", headers=headers)
    assert (told.status_code, told.text, MADE) == (200, "año", ["made"])
    assert told.headers["content-type"] == "text/calendar; charset=utf-8"
    assert told.headers["content-length"] == "4"


async def test_a_head_is_answered_like_a_get_without_the_body(client: httpx.AsyncClient) -> None:
    got, head = await client.get("/"), await client.head("/")
    assert head.content == b""
    for name in ("etag", "content-type", "content-length", "cache-control"):
        assert head.headers[name] == got.headers[name]


async def test_tags_may_come_in_several_headers(client: httpx.AsyncClient) -> None:
    headers = [("If-None-Match", '"x"'), ("If-None-Match", '"abc"')]
    assert (await client.get("/", headers=headers)).status_code == 304


async def test_what_is_made_anyway_is_tagged_by_its_bytes(client: httpx.AsyncClient) -> None:
    got, head = await client.get("/ready"), await client.head("/ready")
    assert got.headers["etag"] == f'"{sha256(got.content).hexdigest()}"'
    assert (head.content, head.headers["etag"]) == (b"", got.headers["etag"])
    again = await client.get("/ready", headers={"If-None-Match": got.headers["etag"]})
    assert again.status_code == 304
