"""Whoever finds a browser that was left open does not make the account theirs."""

from datetime import timedelta

import httpx
import pytest

from server.accounts.domain import sign_in
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import Actor
from server.foundation.signing import Signer
from tests.support.cast import Cast, person, show_session, sign_in_as, submit
from tests.support.second_steps import account_id, digits, half_way, offered, with_app
from tests.support.soft_authenticator import SoftAuthenticator

HERE = "/entrar/proteger"
CONFIRM = "/confirmar"
ADDRESSES = (HERE, f"{HERE}/llave/reto", f"{HERE}/llave")


@pytest.fixture
async def facilitator(db: None) -> Actor:
    """Somebody who helps, and has no second step."""
    return await person("ana@convoca.test", "Ana Ayuda", "facilitator")


async def left_open(days: int = 3) -> None:
    """Let every session be from days ago."""
    await execute("UPDATE session SET fresh_at = $1", now() - timedelta(days=days))


async def led(visitor: httpx.AsyncClient) -> set[str]:
    """Where whoever wants to set up a second step is led, by any address."""
    answers = [await submit(visitor, address) for address in ADDRESSES]
    answers.append(await visitor.get(HERE))
    return {answer.headers.get("location", "").partition("?")[0] for answer in answers}


async def test_a_complete_session_adds_no_app_and_no_passkey_before_it_is_confirmed(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_app(cast.pinula, signer)
    await sign_in_as(visitor, cast.pinula)
    key, draft = offered((await visitor.get("/mi-cuenta/seguridad/aplicacion")).text)
    options = (await submit(visitor, f"{HERE}/llave/reto")).json()
    await left_open()
    await submit(visitor, HERE, {"digits": digits(key), "draft": draft})
    await submit(visitor, f"{HERE}/llave", {"passkey": SoftAuthenticator().made(options)})
    assert await led(visitor) == {CONFIRM}
    assert len(await fetch("SELECT FROM authenticator")) == 1
    assert await fetch("SELECT FROM passkey") == []


async def test_nobody_is_locked_out_by_an_app_that_is_not_theirs(
    visitor: httpx.AsyncClient, facilitator: Actor
) -> None:
    show_session(visitor, await sign_in.open_session(account_id(facilitator), at=now()))
    await left_open()
    assert await led(visitor) == {CONFIRM}
    assert await fetch("SELECT FROM authenticator") == []


async def test_whoever_came_to_need_a_second_step_comes_in_anew_to_set_it_up(
    visitor: httpx.AsyncClient, facilitator: Actor
) -> None:
    show_session(visitor, await sign_in.open_session(account_id(facilitator), at=now()))
    await left_open()
    await execute("UPDATE account SET role = 'coordinator' WHERE id = $1", facilitator.account)
    assert await led(visitor) == {"/entrar"}
    assert (await visitor.get("/entrar")).status_code == 200
    await half_way(visitor, facilitator)
    assert (await visitor.get("/entrar")).headers["location"] == HERE
    assert (await visitor.get(HERE)).status_code == 200
