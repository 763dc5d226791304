"""One line per request, without anything that may be a secret."""

import json

import httpx
import pytest
import structlog
from litestar import Litestar, get
from litestar.params import FromPath

from server.foundation.settings import Settings
from tests.support.applications import application


@get("/probe/{token:str}", include_in_schema=False, sync_to_thread=False)
def probe(token: FromPath[str]) -> str:
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
