"""The standing cast of the tests: who they are, and how they sign in."""

from datetime import UTC, datetime
from uuid import UUID

import httpx
from msgspec import Struct

from server.accounts.domain import accounts, sign_in, tokens
from server.accounts.web.session_cookie import COOKIE, HOST_COOKIE
from server.foundation.clock import now
from server.foundation.identity import SYSTEM, Actor

LONG_AGO = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)


class Cast(Struct, frozen=True, kw_only=True):
    """Accounts by what they are: pinula coordinates San José Pinula (0103), mixco Mixco (0108)."""

    admin: Actor
    pinula: Actor
    mixco: Actor
    evaluator: Actor


async def gather() -> Cast:
    """Make the cast's accounts."""
    return Cast(
        admin=await person("admin@convoca.test", "Alba Admin", "administrator"),
        pinula=await person("pinula@convoca.test", "Paula Pinula", "coordinator", "0103"),
        mixco=await person("mixco@convoca.test", "Mario Mixco", "coordinator", "0108"),
        evaluator=await person("eva@convoca.test", "Eva Evalúa", "evaluator"),
    )


async def person(email: str, name: str, role: str, *municipalities: str) -> Actor:
    """Somebody with an account."""
    new = accounts.NewAccount(email=email, name=name, role=role, municipalities=municipalities)
    account = await accounts.create(new, by=SYSTEM, at=LONG_AGO)
    who = await accounts.actor(account)
    assert who is not None
    return who


async def sign_in_as(client: httpx.AsyncClient, who: Actor) -> None:
    """Give the browser a session of this person, who took both steps."""
    assert isinstance(who.account, UUID)
    token = await sign_in.open_session(who.account, at=now(), second=True)
    show_session(client, token)


def show_session(client: httpx.AsyncClient, token: str) -> None:
    """Have the browser show this session, until a page gives it another."""
    name = HOST_COOKIE if client.base_url.scheme == "https" else COOKIE
    client.cookies.delete(name)
    host = client.base_url.host
    client.cookies.set(name, token, domain=host if "." in host else "")


async def use_token(client: httpx.AsyncClient, scope: str) -> None:
    """Let this client speak to the API as a program with a token of this scope."""
    token = await tokens.create(f"a program that may {scope}", scope, by=SYSTEM, at=now())
    client.headers["Authorization"] = f"Bearer {token}"


async def csrf(client: httpx.AsyncClient) -> str:
    """What a form of this browser must send as `_csrf_token`."""
    if "csrf" not in client.cookies:
        await client.get("/entrar")
    return client.cookies["csrf"]


async def submit(
    client: httpx.AsyncClient, address: str, data: dict[str, str | list[str]] | None = None
) -> httpx.Response:
    """Send a form as the page would."""
    return await client.post(address, data={**(data or {}), "_csrf_token": await csrf(client)})
