"""Nobody's request is read before it is known that they may send it."""

from typing import Any

import httpx
import pytest

from server.accounts.domain import tokens
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY

NOBODY = "00000000-0000-0000-0000-000000000000"
DEEP = b"[" * 100_000
JSON = {"content-type": "application/json"}
CHANGES = {"POST", "PUT", "PATCH", "DELETE"}


def addresses(app: Any) -> list[tuple[str, str]]:
    """Every way to change something through the API."""
    return [
        (method, "/".join(NOBODY if "{" in part else part for part in route.path.split("/")))
        for route in app.routes
        if route.path.startswith("/api/")
        for method in CHANGES & set(getattr(route, "route_handler_map", {}))
    ]


async def status_of(visitor: httpx.AsyncClient, method: str, address: str) -> int:
    """How what nobody can read is answered."""
    return (await visitor.request(method, address, content=DEEP, headers=JSON)).status_code


async def test_the_api_asks_who_sends_before_it_reads(app: Any, visitor: httpx.AsyncClient) -> None:
    ways = addresses(app)
    assert len(ways) > 20
    answers = {way: await status_of(visitor, *way) for way in ways}
    assert {way: status for way, status in answers.items() if status != 401} == {}


@pytest.mark.parametrize(("scope", "status"), [("read", 403), ("attend", 400), ("plan", 400)])
async def test_one_of_several_permissions_is_enough(
    visitor: httpx.AsyncClient, scope: str, status: int
) -> None:
    token = await tokens.create("Lector", scope, by=SYSTEM, at=TODAY)
    visitor.headers["Authorization"] = f"Bearer {token}"
    for kind in ("check-ins", "headcounts"):
        assert await status_of(visitor, "POST", f"/api/v1/{kind}/{NOBODY}/void") == status
