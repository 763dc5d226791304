"""Where administrators give programs a way in, and take it away."""

import httpx
import pytest

from server.accounts.domain import tokens
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from tests.support.cast import Cast, sign_in_as, submit

HERE = "/ajustes/llaves"


@pytest.fixture
async def alba(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """The browser of the administrator."""
    await sign_in_as(visitor, cast.admin)
    return visitor


async def test_a_token_is_shown_once(alba: httpx.AsyncClient, cast: Cast) -> None:
    assert "Ningún programa entra todavía" in (await alba.get(HERE)).text
    made = await submit(
        alba, f"{HERE}/nueva", {"name": "Panel", "scope": "report", "until": "2099-01-31"}
    )
    token = made.text.partition("<code>")[2].partition("</code>")[0]
    who = await tokens.actor(token, at=now())
    assert who is not None
    assert (who.name, who.role) == ("Panel", "token:report")
    listed = (await alba.get(HERE)).text
    assert token not in listed
    assert [words in listed for words in ("Panel", "Informar", "31 ene 2099")] == [True] * 3
    done = await fetch("SELECT actor FROM audit_entry WHERE act = 'token.created'")
    assert [row["actor"] for row in done] == ["Alba Admin"]


async def test_a_token_that_is_taken_away_opens_nothing(alba: httpx.AsyncClient) -> None:
    made = await submit(alba, f"{HERE}/nueva", {"name": "Panel", "scope": "read"})
    token = made.text.partition("<code>")[2].partition("</code>")[0]
    alba.headers["Authorization"] = f"Bearer {token}"
    assert (await alba.get("/api/v1/events")).status_code == 200
    assert "Sin fecha" in (await alba.get(HERE)).text
    number = (await fetch("SELECT id FROM api_token"))[0]["id"]
    assert (await submit(alba, f"{HERE}/{number}/retiro")).headers["location"] == HERE
    assert (await alba.get("/api/v1/events")).status_code == 401
    listed = (await alba.get(HERE)).text
    assert ("Retirada" in listed, f"{number}/retiro" in listed) == (True, False)


async def test_a_token_that_ran_out_says_so(alba: httpx.AsyncClient) -> None:
    await submit(alba, f"{HERE}/nueva", {"name": "Panel", "scope": "read", "until": "2099-01-31"})
    await execute("UPDATE api_token SET expires_at = $1", now())
    assert "Vencida" in (await alba.get(HERE)).text


@pytest.mark.parametrize(
    "form",
    [
        {"name": "", "scope": "read"},
        {"name": "Panel", "scope": "x"},
        {"name": "Panel", "scope": "read", "until": "2020-01-01"},
        {"name": "Panel", "scope": "read", "until": "mañana"},
    ],
)
async def test_a_token_that_cannot_be_is_refused(
    alba: httpx.AsyncClient, form: dict[str, str | list[str]]
) -> None:
    assert (await submit(alba, f"{HERE}/nueva", form)).status_code == 422
    assert await fetch("SELECT FROM api_token") == []
