"""Streams that say that something changed."""

from collections.abc import AsyncIterator

import pytest

from server.foundation import database
from server.foundation.pulse import Pulse
from server.web.streams import told


@pytest.fixture
async def pulse(db: None) -> AsyncIterator[Pulse]:
    """A pulse that ends with the test."""
    one = Pulse()
    yield one
    await one.end()


async def test_a_stream_begins_tells_of_changes_and_shows_that_it_is_alive(pulse: Pulse) -> None:
    lines = told(pulse, "agenda", None, heartbeat=0.2)
    assert await anext(lines) == b"retry: 3000\n\n"
    assert await anext(lines) == b"event: changed\ndata: \n\n"
    await database.execute("SELECT pg_notify('agenda', 'one')")
    assert await anext(lines) == b"event: changed\ndata: one\n\n"
    assert await anext(lines) == b": \n\n"
    pulse.hush()
    assert [line async for line in lines] == []


async def test_a_stream_about_one_thing_passes_over_the_others(pulse: Pulse) -> None:
    lines = told(pulse, "desk", "this", heartbeat=5)
    assert [await anext(lines), await anext(lines)][1] == b"event: changed\ndata: \n\n"
    await database.execute("SELECT pg_notify('desk', 'that')")
    await database.execute("SELECT pg_notify('desk', 'this')")
    assert await anext(lines) == b"event: changed\ndata: this\n\n"
    pulse.hush()
    assert [line async for line in lines] == []


async def test_a_stream_ends_with_the_session_it_was_opened_in(pulse: Pulse) -> None:
    answers = iter([True, False])

    async def holds() -> bool:
        return next(answers)

    lines = told(pulse, "agenda", None, heartbeat=5, holds=holds)
    assert [await anext(lines), await anext(lines)][1] == b"event: changed\ndata: \n\n"
    await database.execute("SELECT pg_notify('agenda', 'one')")
    assert [line async for line in lines] == []
