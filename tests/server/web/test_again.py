"""A try that leaves nothing behind is made again, and one that left something is not."""

import asyncpg
import httpx
import pytest
from litestar import Litestar, post

from server.foundation import attempts
from server.foundation.database import execute, fetch, transaction
from server.foundation.settings import Settings
from server.web.again import MOST_BYTES
from server.web.guards import ANYBODY
from server.web.requests import Visit
from tests.support.applications import application

KEYS = "SELECT key FROM bucket ORDER BY key"
WRITE = "INSERT INTO bucket (key, started_at) VALUES ($1, now())"


class Tries:
    """How often a route was reached, with what, and when it fails: before or after it keeps."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.fails = 0
        self.keeps_first = False

    async def make(self, said: str) -> None:
        self.heard.append(said)
        if self.keeps_first:
            await execute(WRITE, f"try {len(self.heard)}")
        async with transaction():
            await execute(WRITE, "kept")
            if len(self.heard) <= self.fails:
                raise asyncpg.DeadlockDetectedError


TRIES = Tries()


@post("/api/v1/probe/tries", guards=[ANYBODY], include_in_schema=False)
async def tried(request: Visit) -> int:
    await TRIES.make((await request.body()).decode())
    return len(TRIES.heard)


@pytest.fixture
def app(db: None, settings: Settings) -> Litestar:
    TRIES.__init__()  # type: ignore[misc]  # the application is built once for all tests
    return application(settings, tried)


async def kept() -> list[str]:
    return [row["key"] for row in await fetch(KEYS)]


async def test_two_who_waited_for_one_another_both_get_through(visitor: httpx.AsyncClient) -> None:
    TRIES.fails = 2
    answer = await visitor.post("/api/v1/probe/tries", content=b"the same")
    assert (answer.status_code, TRIES.heard) == (201, ["the same"] * 3)
    assert await kept() == ["kept"]


async def test_after_the_last_try_it_is_said(visitor: httpx.AsyncClient) -> None:
    TRIES.fails = 9
    answer = await visitor.post("/api/v1/probe/tries", content=b"")
    assert (answer.status_code, answer.headers["retry-after"], len(TRIES.heard)) == (503, "1", 3)
    assert await kept() == []


async def test_what_kept_something_is_never_done_again(visitor: httpx.AsyncClient) -> None:
    TRIES.fails, TRIES.keeps_first = 1, True
    answer = await visitor.post("/api/v1/probe/tries", content=b"")
    assert (answer.status_code, len(TRIES.heard), await kept()) == (503, 1, ["try 1"])


async def test_what_is_too_long_to_remember_is_heard_once(visitor: httpx.AsyncClient) -> None:
    TRIES.fails = 1

    async def parts() -> object:
        for _part in range(9):
            yield b"x" * (MOST_BYTES // 8)

    answer = await visitor.post("/api/v1/probe/tries", content=parts())  # type: ignore[arg-type]  # an iterator it is
    assert (answer.status_code, len(TRIES.heard)) == (413, 0)


async def test_nobody_counts_where_nobody_waits() -> None:
    attempts.note_keeping()
    attempts.note_undone()
    assert attempts.current() is None
