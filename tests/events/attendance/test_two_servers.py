"""Two servers share one register; one of them dies, and nobody who was thanked is missing."""

import asyncio
import secrets
import signal
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from asyncpg import Connection
from msgspec import Struct

from events.attendance.domain import codes
from server.cli.installation import url
from server.foundation.database import engine, fetch
from tests.events.attendance.arriving import page_of, sightings, under_way
from tests.support.installation import Installation, serving
from tests.support.lock_queue import until_waiting

CROWD = 200
EARLY = 20
THANKED = 303


class Phone(Struct, frozen=True):
    """Somebody with a pass of their own, who presses the button until they are thanked."""

    id: UUID
    card: str

    @property
    def answers(self) -> dict[str, str]:
        """What their page sends."""
        said = {"sex": "female", "age": "14", "audience": "adolescents"}
        return {"id": self.id.hex, "tarjeta": self.card, **said}


@pytest.mark.usefixtures("db")
async def test_of_two_servers_one_is_killed_and_everybody_is_there_once(
    pool: dict[str, Any], tmp_path: Path
) -> None:
    event = await under_way()
    page = await page_of(event)
    async with (
        _two_servers(pool, tmp_path) as (doomed, sound),
        _crowd() as web,
    ):
        before = _phones(EARLY)
        assert await _all_send(web, [doomed, sound], page, before) == [THANKED] * EARLY
        crowd = _phones(CROWD)
        async with _nobody_writes() as held:
            sending = asyncio.ensure_future(_all_send(web, [doomed, sound], page, crowd))
            await until_waiting(2, seen_by=held)
            doomed.stop(signal.SIGKILL)
        answers = await sending
        assert Counter(answers) == {None: CROWD // 2, THANKED: CROWD // 2}
        left = [phone for phone, answer in zip(crowd, answers, strict=True) if answer is None]
        assert await _all_send(web, [sound], page, left) == [THANKED] * len(left)

    kept = await sightings(event)
    assert {row["id"] for row in kept} == {phone.id for phone in before + crowd}
    assert [row["standing"] for row in kept] == [True] * (EARLY + CROWD)
    passes = await fetch("SELECT count(DISTINCT pseudonym) AS passes FROM check_in WHERE standing")
    assert passes[0]["passes"] == EARLY + CROWD


def _phones(number: int) -> list[Phone]:
    return [Phone(uuid4(), codes.new_pass_code()) for _number in range(number)]


def _crowd() -> httpx.AsyncClient:
    """As many phones as are needed, none of which sees another's cookies."""
    nothing_kept = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    limits = httpx.Limits(max_connections=None)
    return httpx.AsyncClient(cookies=nothing_kept, limits=limits, timeout=60)


async def _all_send(
    web: httpx.AsyncClient, servers: Sequence[Installation], page: str, phones: Sequence[Phone]
) -> list[int | None]:
    """All at once, each to the next server; what each was answered, None for nothing."""

    async def send(phone: Phone, server: Installation) -> int | None:
        headers = {"Origin": server.address}
        try:
            answer = await web.post(f"{server.address}{page}", data=phone.answers, headers=headers)
        except httpx.TransportError:
            return None
        return answer.status_code

    turns = (send(phone, servers[n % len(servers)]) for n, phone in enumerate(phones))
    return await asyncio.gather(*turns)


@asynccontextmanager
async def _two_servers(
    pool: dict[str, Any], folder: Path
) -> AsyncIterator[tuple[Installation, Installation]]:
    """Two installations that share a database and a secret, on two ports."""
    shared = {
        "CONVOCA_DATABASE_URL": url({"port": 5432, **pool}),
        "CONVOCA_SECRET_KEY": secrets.token_hex(32),
        "CONVOCA_SCHEDULER": "off",
    }
    with ExitStack() as stack, ThreadPoolExecutor() as hands:
        starting = [
            hands.submit(stack.enter_context, serving(folder / name, port=None, **shared))
            for name in ("doomed", "sound")
        ]
        doomed, sound = await asyncio.gather(*map(asyncio.wrap_future, starting))
        yield doomed, sound


@asynccontextmanager
async def _nobody_writes() -> AsyncIterator[Connection]:
    """Whoever writes a line waits until the block is left."""
    lending = engine.pool
    assert lending is not None
    async with lending.acquire() as other, other.transaction():
        await other.execute("LOCK TABLE check_in IN EXCLUSIVE MODE")
        yield other
