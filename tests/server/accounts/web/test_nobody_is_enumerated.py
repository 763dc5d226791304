"""Whoever asks cannot tell which addresses have an account: same answer, same work."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from msgspec import Struct

from server.accounts.domain import accounts, passwords
from server.foundation import database
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, csrf, submit

GOOD = "mango río ventana"
WITH_PASSWORD, WITHOUT, DISABLED = "clave@x.test", "sinlo@x.test", "fuera@x.test"
UNKNOWN = "nadie@x.test"
EVERYBODY = (WITH_PASSWORD, WITHOUT, DISABLED, UNKNOWN)


class Told(Struct, frozen=True):
    """An answer, but for the address that was typed and what is new in every answer."""

    status: int
    body: str
    headers: tuple[tuple[str, str], ...]


class Work(Struct, frozen=True):
    """What answering took: the statements, in order, and how often Argon2 ran."""

    statements: tuple[str, ...]
    hashed: int


@pytest.fixture
async def house(cast: Cast) -> None:
    """Accounts with a password, without one, and disabled."""
    kept = await passwords.hashed(GOOD)
    for email, stored in ((WITH_PASSWORD, kept), (WITHOUT, None), (DISABLED, kept)):
        new = accounts.NewAccount(email=email, name="Quien", role="evaluator", password_hash=stored)
        await accounts.create(new, by=SYSTEM, at=now())
    await database.execute("UPDATE account SET disabled_at = now() WHERE email = $1", DISABLED)


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every run of Argon2."""
    runs: list[str] = []
    real = PasswordHasher()

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            runs.append("verify")
            return real.verify(stored, password)

        def hash(self, password: str) -> str:
            runs.append("hash")
            return real.hash(password)

        def check_needs_rehash(self, stored: str) -> bool:
            return real.check_needs_rehash(stored)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    return runs


@asynccontextmanager
async def heard(pool: dict[str, Any]) -> AsyncIterator[list[str]]:
    """Every statement that is sent to the database meanwhile."""
    asked: list[str] = []
    held, database.engine.pool = database.engine.pool, None
    hearing = [lambda one: asked.append(" ".join(one.query.split()))]
    try:
        async with database.connected(pool, size=1, heard_by=hearing):
            await database.fetch("SELECT 1")
            yield asked
    finally:
        database.engine.pool = held


async def asked(
    visitor: httpx.AsyncClient, pool: dict[str, Any], hashes: list[str], way: str, email: str
) -> tuple[Told, Work]:
    """What an address is answered, and what that took."""
    form: dict[str, str | list[str]] = {"email": email}
    if way == "/entrar":
        form["password"] = "otra clave larga"
    await csrf(visitor)
    async with heard(pool) as statements:
        begun, before = len(statements), len(hashes)
        answer = await submit(visitor, way, form)
        work = Work(tuple(statements[begun:]), len(hashes) - before)
    token = visitor.cookies["csrf"]
    body = answer.text.replace(email, "…").replace(token, "token")
    headers = tuple((k, v) for k, v in answer.headers.items() if k not in {"x-request-id", "date"})
    return Told(answer.status_code, body, headers), work


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(("way", "runs"), [("/entrar", 1), ("/entrar/enlace", 0)])
async def test_every_address_is_answered_alike_and_costs_the_same(
    visitor: httpx.AsyncClient, pool: dict[str, Any], hashes: list[str], way: str,
    runs: int,
) -> None:  # fmt: skip
    answers = [await asked(visitor, pool, hashes, way, email) for email in EVERYBODY]
    first_told, first_work = answers[0]
    assert [told for told, _work in answers] == [first_told] * 4
    assert [work for _told, work in answers] == [first_work] * 4
    assert (first_work.hashed, len(first_work.statements) > 2) == (runs, True)


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(("way", "most"), [("/entrar", 10), ("/entrar/enlace", 5)])
async def test_the_refusal_to_go_on_is_the_same_for_everybody(
    visitor: httpx.AsyncClient, pool: dict[str, Any], hashes: list[str], way: str,
    most: int, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    # What is counted here is the answer, and an answer without Argon2 is the same.
    async def never(_stored: str | None, _password: str) -> bool:
        return False

    monkeypatch.setattr(passwords, "matches", never)
    beyond = []
    for email in (WITH_PASSWORD, UNKNOWN):
        for _ in range(most):
            form: dict[str, str | list[str]] = {"email": email, "password": "otra clave larga"}
            assert (await submit(visitor, way, form)).status_code != 429
        beyond.append(await asked(visitor, pool, hashes, way, email))
    assert beyond[0] == beyond[1]
    assert beyond[0][0].status == 429


async def test_a_right_password_is_told_apart_only_by_coming_in(
    visitor: httpx.AsyncClient, house: None
) -> None:
    answers = [
        await submit(visitor, "/entrar", {"email": email, "password": GOOD})
        for email in (DISABLED, WITHOUT, WITH_PASSWORD)
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 303]
