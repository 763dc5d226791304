"""Transactions that always give their connection back, whatever happens inside."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from server.foundation import database
from server.foundation.database import (
    LateEngine,
    address,
    connected,
    connection,
    execute,
    fetch,
    only_one_at_a_time,
    transaction,
)

POOL = 4
GONE = (asyncpg.PostgresConnectionError, asyncpg.InterfaceError)


@pytest.fixture
async def own(
    cluster: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[LateEngine]:
    """A small pool that only this test uses; that it closes at the end is part of every test."""
    engine = LateEngine(config={})
    monkeypatch.setattr(database, "engine", engine)
    async with asyncio.timeout(60):
        async with connected({**cluster, "database": "postgres"}, size=POOL):
            await execute("CREATE TABLE IF NOT EXISTS word (word text PRIMARY KEY DEFERRABLE)")
            yield engine
            assert (await words(), lent(engine)) == ([], 0)
            await execute("DROP TABLE word")


def lent(engine: LateEngine) -> int:
    """How many connections have not come back."""
    assert engine.pool is not None
    return int(engine.pool.get_size() - engine.pool.get_idle_size())


async def write(word: str) -> None:
    await execute("INSERT INTO word VALUES ($1)", word)


async def words() -> list[str]:
    return [row["word"] for row in await fetch("SELECT word FROM word ORDER BY word")]


async def together(*made: str, then: Callable[[], Awaitable[object]]) -> None:
    """Write some words and do one thing more, all or nothing."""
    async with transaction():
        for word in made:
            await write(word)
        await then()


async def nothing() -> None:
    """Let it be."""


async def fail() -> None:
    raise ZeroDivisionError


async def lose_the_backend() -> None:
    """Have PostgreSQL end the process that serves this transaction."""
    number = (await fetch("SELECT pg_backend_pid() AS number"))[0]["number"]
    assert database.engine.pool is not None
    async with database.engine.pool.acquire() as other:
        await other.fetch("SELECT pg_terminate_backend($1, 5000)", number)


async def until(query: str) -> None:
    """Wait until the query finds something."""
    while True:
        if await fetch(query):
            return
        await asyncio.sleep(0.01)


async def test_what_is_done_together_stays(own: LateEngine) -> None:
    await together("a", "b", then=nothing)
    assert await words() == ["a", "b"]
    await execute("DELETE FROM word")


async def test_an_error_undoes_everything(own: LateEngine) -> None:
    with pytest.raises(ZeroDivisionError):
        await together("a", then=fail)
    assert await words() == []


async def test_a_cancelled_task_gives_its_connection_back(own: LateEngine) -> None:
    task = asyncio.create_task(together("a", then=partial(execute, "SELECT pg_sleep(50)")))
    await until("SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await words(), lent(own)) == ([], 0)


async def test_a_task_cancelled_while_it_commits_gives_its_connection_back(
    own: LateEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def slow_commit(_self: object) -> None:
        begun.set()
        await asyncio.sleep(50)

    monkeypatch.setattr(asyncpg.transaction.Transaction, "commit", slow_commit)

    async def goes_on_asking() -> list[str]:
        try:
            await together("a", then=nothing)
        except asyncio.CancelledError:
            return await words()
        raise AssertionError("it was not cancelled")

    task = asyncio.create_task(goes_on_asking())
    await begun.wait()
    task.cancel()
    assert (await task, lent(own)) == ([], 0)


async def test_a_killed_backend_is_replaced_and_the_task_goes_on(own: LateEngine) -> None:
    async def ask_a_dead_backend() -> None:
        await lose_the_backend()
        await write("b")

    with pytest.raises(GONE):
        await together("a", then=ask_a_dead_backend)
    assert (await words(), lent(own)) == ([], 0)


async def test_a_backend_killed_before_the_commit_is_told(own: LateEngine) -> None:
    with pytest.raises(GONE):
        await together("a", then=lose_the_backend)
    assert (await words(), lent(own)) == ([], 0)


async def test_an_error_in_the_commit_gives_the_connection_back(own: LateEngine) -> None:
    async def say_it_twice() -> None:
        await execute("SET CONSTRAINTS ALL DEFERRED")
        await write("a")

    with pytest.raises(asyncpg.UniqueViolationError):
        await together("a", then=say_it_twice)
    assert (await words(), lent(own)) == ([], 0)


async def test_a_transaction_that_cannot_begin_gives_the_connection_back(
    own: LateEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_self: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as broken:
        broken.setattr(asyncpg.transaction.Transaction, "start", refuse)
        with pytest.raises(ConnectionResetError):
            await together(then=nothing)
    assert (await words(), lent(own)) == ([], 0)


async def test_an_inner_failure_is_undone_and_the_outer_one_stays(own: LateEngine) -> None:
    async def try_the_same_again() -> None:
        with pytest.raises(asyncpg.UniqueViolationError):
            await together("inner", "outer", then=nothing)
        await write("after")

    await together("outer", then=try_the_same_again)
    assert await words() == ["after", "outer"]
    await execute("DELETE FROM word")


async def test_piccolos_own_nested_transaction_is_part_of_ours(own: LateEngine) -> None:
    async def nest_and_fail() -> None:
        async with own.transaction():
            await write("b")
        await fail()

    with pytest.raises(ZeroDivisionError):
        await together("a", then=nest_and_fail)
    assert await words() == []


async def test_a_transaction_without_a_pool_closes_its_connection(own: LateEngine) -> None:
    alone = LateEngine(config=own.config)
    async with alone.transaction() as begun:
        assert (await begun.connection.fetchval("SELECT 1")) == 1
    assert begun.connection.is_closed()


async def test_only_one_holds_a_name_at_a_time(own: LateEngine) -> None:
    seen: list[str] = []
    begun = asyncio.Event()

    async def hold(who: str) -> None:
        async with transaction():
            await only_one_at_a_time("the name")
            seen.append(f"{who} in")
            begun.set()
            if who == "first":
                await until("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            seen.append(f"{who} out")

    first = asyncio.create_task(hold("first"))
    await begun.wait()
    await asyncio.gather(first, hold("second"))
    assert seen == ["first in", "first out", "second in", "second out"]


async def test_a_name_cannot_be_held_outside_a_transaction(own: LateEngine) -> None:
    with pytest.raises(RuntimeError, match="only be held in a transaction"):
        await only_one_at_a_time("the name")


async def test_nobody_reads_before_there_is_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "engine", LateEngine(config={}))
    with pytest.raises(RuntimeError, match="the database is not connected"):
        async with connection():
            raise AssertionError("it was lent")


def test_an_address_names_the_database() -> None:
    embedded = {"host": "/data/cluster", "port": 5432, "user": "postgres", "database": "convoca"}
    assert address(url=None, sockets=Path("/data/cluster")) == embedded
    url = "postgresql://user:p%40ss@db.example/con%20voca?sslmode=require"
    assert address(url=url, sockets=None) == {"dsn": url, "database": "con voca"}
    assert address(url="postgresql://db.example", sockets=None)["database"] == "convoca"
