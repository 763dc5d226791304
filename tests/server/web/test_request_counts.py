"""How answers are counted: by what the asker was told in the end."""

import httpx
import pytest
from litestar import Litestar, get
from litestar.params import FromPath

from server.foundation.counters import OWN
from server.foundation.settings import Settings
from server.web.guards import ANYBODY
from tests.support.applications import application


@get("/counted/{token:str}", guards=[ANYBODY], include_in_schema=False)
async def counted(token: FromPath[str]) -> str:
    assert OWN.get_sample_value("convoca_http_requests_in_flight") == 1
    if token == "broken":
        raise ArithmeticError
    return "ok"


@pytest.fixture
def app(db: None, settings: Settings) -> Litestar:
    return application(settings, counted)


def number(method: str, route: str, status: int) -> float:
    """How many such answers were given so far."""
    labels = {"method": method, "route": route, "status": str(status)}
    return OWN.get_sample_value("convoca_http_requests_total", labels) or 0


@pytest.mark.parametrize(
    ("method", "address", "route", "status"),
    [
        ("GET", "/counted/hunter2", "/counted/{token}", 200),
        ("GET", "/counted/broken", "/counted/{token}", 500),
        ("POST", "/counted/hunter2", "", 405),
        ("GET", "/hunter2", "", 404),
        ("POST", "/idioma", "/idioma", 403),  # a forged form
    ],
)
async def test_an_answer_is_counted_as_the_asker_was_told(
    visitor: httpx.AsyncClient, method: str, address: str, route: str, status: int
) -> None:
    before = number(method, route, status)
    answer = await visitor.request(method, address)
    assert (answer.status_code, number(method, route, status) - before) == (status, 1)
    assert OWN.get_sample_value("convoca_http_requests_in_flight") == 0


async def test_made_up_methods_are_one(visitor: httpx.AsyncClient) -> None:
    for method in ("HUNTER", "HUNTER2"):
        await visitor.request(method, "/hunter2")
    assert number("other", "", 404) + number("other", "", 405) == 2


async def test_how_long_an_answer_took_is_counted(visitor: httpx.AsyncClient) -> None:
    labels = {"method": "GET", "route": "/counted/{token}"}
    name = "convoca_http_request_duration_seconds_count"
    before = OWN.get_sample_value(name, labels) or 0
    await visitor.get("/counted/hunter2")
    assert OWN.get_sample_value(name, labels) == before + 1
