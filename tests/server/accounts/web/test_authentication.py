"""Who is asking: a session on pages, a token on the API, and neither in the other's place."""

from datetime import datetime

import httpx
import pytest
from litestar import Litestar

from server.accounts.domain import sessions
from server.foundation.database import execute
from server.foundation.identity import Actor
from server.web import assets
from tests.support.cast import Cast, sign_in_as, use_token

KINDS = "/api/v1/kinds"


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_a_token_opens_the_api(visitor: httpx.AsyncClient, db: None, scheme: str) -> None:
    await use_token(visitor, "read")
    token = visitor.headers["Authorization"].removeprefix("Bearer ")
    visitor.headers["Authorization"] = f"{scheme}  {token} "
    assert (await visitor.get(KINDS)).status_code == 200


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic {token}", "{token}", "Bearer {token}x", "Bearer \u00f1"],
)
async def test_anything_else_does_not(visitor: httpx.AsyncClient, db: None, header: str) -> None:
    await use_token(visitor, "read")
    token = visitor.headers.pop("Authorization").removeprefix("Bearer ")
    shown = header.format(token=token).encode("latin-1")
    answer = await visitor.get(KINDS, headers=[(b"authorization", shown)])
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


async def test_a_revoked_token_is_refused(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "read")
    await execute("UPDATE api_token SET revoked_at = now()")
    assert (await visitor.get(KINDS)).status_code == 401


async def test_a_session_does_not_open_the_api_and_a_token_no_page(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    assert (await visitor.get(KINDS)).status_code == 401
    visitor.cookies.clear()
    await use_token(visitor, "plan")
    assert (await visitor.get("/calendario")).status_code == 303


@pytest.mark.parametrize(
    ("scope", "status"), [("read", 403), ("report", 403), ("attend", 403), ("plan", 201)]
)
async def test_a_token_acts_in_its_scope_only(
    visitor: httpx.AsyncClient, db: None, scope: str, status: int
) -> None:
    await use_token(visitor, scope)
    assert (await visitor.get(KINDS)).status_code == 200
    venue = {"name": "Salón comunal", "municipality": "0103"}
    answer = await visitor.post("/api/v1/venues", json=venue)
    assert answer.status_code == status


async def test_files_ask_nobody_who_they_are(
    visitor: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sign_in_as(visitor, cast.admin)

    async def fail(*_: object, **__: object) -> None:
        raise AssertionError("the database was asked")

    monkeypatch.setattr("server.accounts.domain.sessions.read", fail)
    assert (await visitor.get(assets.asset("style.css"))).status_code == 200
    assert (await visitor.get("/entrar")).status_code == 500


async def test_what_a_page_hears_ends_with_the_session(
    app: Litestar, visitor: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sign_in_as(visitor, cast.pinula)
    holds = sessions.holds

    async def ended_meanwhile(token: str, who: Actor | None, *, at: datetime) -> bool:
        assert await holds(token, who, at=at)
        await sessions.end(token)
        return await holds(token, who, at=at)

    monkeypatch.setattr(sessions, "holds", ended_meanwhile)
    answer = await visitor.get("/calendario/cambios")
    await app.state.pulse.end()
    assert (answer.status_code, answer.text) == (200, "retry: 3000\n\n")
