"""One line per request, without anything that may be a secret."""

import json
from typing import Any

import httpx
import pytest
import structlog
from litestar import Litestar, get
from litestar.params import FromPath
from litestar.types import Message, Send

from server.foundation.settings import Settings
from server.web.guards import ANYBODY
from server.web.request_log import logged
from tests.support.applications import application


@get("/probe/{token:str}", guards=[ANYBODY], include_in_schema=False, sync_to_thread=False)
def probe(token: FromPath[str]) -> str:
    if token == "broken":
        raise ArithmeticError
    return "ok"


@pytest.fixture
def app(db: None, settings: Settings) -> Litestar:
    return application(settings, probe)


async def test_a_request_is_logged_by_its_route_and_not_its_address(
    visitor: httpx.AsyncClient,
) -> None:
    with structlog.testing.capture_logs() as lines:
        await visitor.get("/probe/hunter2?code=hunter2", headers={"cookie": "convoca=hunter2"})
    told = [{key: line[key] for key in ("event", "method", "route", "status")} for line in lines]
    assert told == [{"event": "request", "method": "GET", "route": "/probe/{token}", "status": 200}]
    assert "hunter2" not in json.dumps(lines)


async def test_an_address_that_does_not_exist_is_logged_without_it(
    visitor: httpx.AsyncClient,
) -> None:
    with structlog.testing.capture_logs() as lines:
        await visitor.get("/hunter2")
    assert [(line["status"], line["route"]) for line in lines] == [(404, "")]


async def test_each_request_has_its_own_number(visitor: httpx.AsyncClient) -> None:
    numbers = {(await visitor.get("/health/live")).headers["x-request-id"] for _ in range(3)}
    assert len(numbers) == 3


@pytest.mark.parametrize(
    ("trusting", "given", "kept"),
    [
        (True, ["0198-proxy_7"], True),
        (False, ["0198-proxy_7"], False),
        (True, ["short"], False),
        (True, ["x" * 65], False),
        (True, ["0198-proxy\nevent"], False),
        (True, ["0198-ñandú"], False),
        (True, ["0198-proxy_7", "0198-proxy_8"], False),
        (True, [], False),
    ],
)
async def test_a_number_is_kept_that_a_trusted_proxy_gave(
    app: Litestar, *, trusting: bool, given: list[str], kept: bool
) -> None:
    sent: list[Any] = []
    headers = [(b"x-request-id", number.encode()) for number in given]
    scope: Any = {"type": "http", "method": "GET", "headers": headers, "path": "/"}

    async def answer(_scope: Any, _receive: Any, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def remember(message: Message) -> None:
        sent.append(message)

    async def unheard() -> Any:
        raise AssertionError

    with structlog.testing.capture_logs(
        processors=[structlog.contextvars.merge_contextvars]
    ) as lines:
        await logged(answer, trusting=trusting)(scope, unheard, remember)
    ((_name, number),) = sent[0]["headers"]
    assert (number.decode() in given, lines[0]["request"]) == (kept, number.decode())


async def test_what_only_programs_ask_for_leaves_no_line(visitor: httpx.AsyncClient) -> None:
    with structlog.testing.capture_logs() as lines:
        await visitor.get("/health/live")
    assert [line["log_level"] for line in lines] == ["debug"]


async def test_whoever_meets_an_error_can_tell_its_number(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/probe/broken")
    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in answer.text
