"""Hearing of changes: who listens is told at once, and nothing is held open for nobody."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from server.foundation import database
from server.foundation.pulse import Pulse

LISTENING = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND query ILIKE 'LISTEN %' AND pid <> pg_backend_pid()
"""


@pytest.fixture
async def pulse(db: None) -> AsyncIterator[Pulse]:
    """A pulse that ends with the test; that of another test may still be closing."""
    await until_nobody_listens()
    one = Pulse()
    yield one
    await one.end()


async def say(channel: str, payload: str = "") -> None:
    """Notify everybody."""
    await database.execute("SELECT pg_notify($1, $2)", channel, payload)


async def listening() -> list[Any]:
    """The connections of this database that last listened to something."""
    return [row["pid"] for row in await database.fetch(LISTENING)]


async def until_nobody_listens() -> None:
    """Wait for the connection to close."""
    for _attempt in range(250):
        if not await listening():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("somebody still listens")


async def test_a_listener_is_told_that_it_listens_and_then_of_each_notification(
    pulse: Pulse,
) -> None:
    async with pulse.on("agenda") as subscriber:
        assert await subscriber.heard(within=5) == {""}
        await say("agenda", "one")
        assert await subscriber.heard(within=5) == {"one"}
        assert await subscriber.heard(within=0.05) == frozenset()


async def test_what_is_said_twice_before_anybody_asks_is_heard_once(pulse: Pulse) -> None:
    async with pulse.on("agenda") as subscriber:
        await subscriber.heard(within=5)
        for payload in ("one", "one", "two"):
            await say("agenda", payload)
        async with pulse.on("other") as witness:  # heard on the same connection, and later
            await witness.heard(within=5)
        assert await subscriber.heard(within=5) == {"one", "two"}


async def test_everybody_hears_their_own_channel_on_one_connection(pulse: Pulse) -> None:
    async with pulse.on("agenda") as first, pulse.on("agenda") as second, pulse.on("desk") as desk:
        for subscriber in (first, second, desk):
            await subscriber.heard(within=5)
        assert len(await listening()) == 1
        await say("agenda", "x")
        assert [await each.heard(within=5) for each in (first, second)] == [{"x"}, {"x"}]
        assert await desk.heard(within=0.05) == frozenset()


async def test_who_comes_later_knows_from_when_on_nothing_is_missed(pulse: Pulse) -> None:
    async with pulse.on("agenda") as first:
        await first.heard(within=5)
        async with pulse.on("agenda") as later:
            assert await later.heard(within=5) == {""}
        assert await first.heard(within=0.05) == frozenset()


async def test_nothing_listens_while_nobody_wants_to_hear(pulse: Pulse) -> None:
    assert await listening() == []
    async with pulse.on("agenda") as subscriber:
        await subscriber.heard(within=5)
        assert len(await listening()) == 1
    await until_nobody_listens()


async def test_a_channel_that_nobody_wants_any_more_is_left(pulse: Pulse) -> None:
    async with pulse.on("agenda") as stays:
        await stays.heard(within=5)
        async with pulse.on("desk") as leaves:
            await leaves.heard(within=5)
        await say("desk", "unheard")
        await say("agenda", "heard")
        assert await stays.heard(within=5) == {"heard"}
        async with pulse.on("desk") as again:
            assert await again.heard(within=5) == {""}


async def test_a_lost_connection_is_made_anew_and_says_that_something_may_be_missed(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.foundation.pulse.PATIENCE", 0.01)
    async with pulse.on("agenda") as subscriber:
        await subscriber.heard(within=5)
        (lost,) = await listening()
        await database.execute("SELECT pg_terminate_backend($1)", lost)
        assert await subscriber.heard(within=5) == {""}
        await say("agenda", "afterwards")
        assert await subscriber.heard(within=5) == {"afterwards"}


async def test_a_database_that_does_not_answer_is_asked_again(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.foundation.pulse.PATIENCE", 0.01)
    connect, refusals = asyncpg.connect, [ConnectionRefusedError(), asyncpg.PostgresError()]

    async def sometimes(*address: Any, **config: Any) -> Any:
        if refusals:
            raise refusals.pop()
        return await connect(*address, **config)

    monkeypatch.setattr(asyncpg, "connect", sometimes)
    async with pulse.on("agenda") as subscriber:
        assert await subscriber.heard(within=5) == {""}
    assert refusals == []


async def test_at_the_end_everybody_is_let_go(pulse: Pulse) -> None:
    async with pulse.on("agenda") as subscriber:
        await subscriber.heard(within=5)
        pulse.hush()
        assert await subscriber.heard(within=5) == frozenset()
        assert subscriber.over
    await pulse.end()
    async with pulse.on("agenda") as late:
        assert late.over
    await until_nobody_listens()
