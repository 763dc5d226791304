"""Two people take the last place at once, each from another server: one has it, one is thanked."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from asyncpg import Connection

from server.cli.installation import url
from server.foundation.clock import now
from server.foundation.database import engine, fetch
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.support.crew import helper
from tests.support.events import planned
from tests.support.installation import Installation, serving
from tests.support.lock_queue import until_waiting
from volunteers.assignments.domain import invitations
from volunteers.assignments.domain.answer_links import answer_token


@pytest.mark.usefixtures("db")
async def test_two_people_take_the_last_place_at_once_from_two_servers(
    pool: dict[str, Any], tmp_path: Path
) -> None:
    key = secrets.token_hex(32)
    places = await _two_invited()
    tokens = [answer_token(place, Signer(key.encode())) for place in places]
    async with _two_servers(pool, tmp_path, key) as servers, httpx.AsyncClient(timeout=60) as web:
        async with _nobody_settles() as held:
            answers = asyncio.gather(
                *(
                    web.post(f"{server.address}/r/{token}", data={"answer": "accepted"})
                    for server, token in zip(servers, tokens, strict=True)
                )
            )
            waiting = asyncio.ensure_future(until_waiting(2, seen_by=held))
            both: set[asyncio.Future[Any]] = {answers, waiting}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            assert waiting.done(), await answers
        assert [answer.status_code for answer in await answers] == [303, 303]
        rows = await fetch("SELECT id, status FROM assignment")
        became = {row["id"]: row["status"] for row in rows}
        assert sorted(became.values()) == ["accepted", "expired"]
        late = [became[place] for place in places].index("expired")
        page = (await web.get(f"{servers[late].address}/r/{tokens[late]}")).text
        assert "Gracias: el lugar ya se cubrió." in page


async def _two_invited() -> list[UUID]:
    starts, at = now() + timedelta(days=7), now()
    event = await planned(starts_at=starts, ends_at=starts + timedelta(hours=2), at=at)
    return [
        await invitations.invite(event, await helper(name, at=at), "lead", by=SYSTEM, at=at)
        for name in ("Ana Ayuda", "Beto Ben")
    ]


@asynccontextmanager
async def _two_servers(
    pool: dict[str, Any], folder: Path, key: str
) -> AsyncIterator[list[Installation]]:
    shared = {
        "CONVOCA_DATABASE_URL": url({"port": 5432, **pool}),
        "CONVOCA_SECRET_KEY": key,
        "CONVOCA_SCHEDULER": "off",
    }
    with ExitStack() as stack, ThreadPoolExecutor() as hands:
        starting = [
            hands.submit(stack.enter_context, serving(folder / name, port=None, **shared))
            for name in ("one", "other")
        ]
        yield list(await asyncio.gather(*map(asyncio.wrap_future, starting)))


@asynccontextmanager
async def _nobody_settles() -> AsyncIterator[Connection]:
    """Whoever changes a team waits until the block is left."""
    lending = engine.pool
    assert lending is not None
    async with lending.acquire() as other, other.transaction():
        await other.execute("SELECT FROM event FOR UPDATE")
        yield other
