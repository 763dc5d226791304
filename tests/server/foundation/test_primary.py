"""Finding the server that takes writes, whatever the others do."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from server.foundation import primary
from server.foundation.database import address
from server.foundation.primary import NobodyWrites, connect, each
from tests.support.installation import free_port


@pytest.fixture
async def silent() -> AsyncIterator[int]:
    """The port of a machine that takes a connection and says nothing, ever."""
    said_nothing = asyncio.Event()

    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await said_nothing.wait()
        writer.close()

    server = await asyncio.start_server(never, "127.0.0.1", 0)
    async with server:
        yield int(server.sockets[0].getsockname()[1])
        said_nothing.set()


def test_one_server_is_asked_as_it_was_written() -> None:
    assert each("postgresql://me:secret@db.example:6432/convoca?sslmode=verify-full") == [
        "postgresql://me:secret@db.example:6432/convoca?sslmode=verify-full"
    ]


def test_of_several_only_one_that_takes_writes_is_wanted() -> None:
    assert each("postgresql://me:s%40f@a:1,[::1]:2/convoca?sslmode=require") == [
        "postgresql://me:s%40f@a:1/convoca?target_session_attrs=read-write&sslmode=require",
        "postgresql://me:s%40f@[::1]:2/convoca?target_session_attrs=read-write&sslmode=require",
    ]
    assert each("postgresql://me@/convoca?host=/run/a,/run/b&target_session_attrs=primary") == [
        "postgresql://me@/convoca?target_session_attrs=primary&host=%2Frun%2Fa&port=5432",
        "postgresql://me@/convoca?target_session_attrs=primary&host=%2Frun%2Fb&port=5432",
    ]


async def test_silent_and_absent_machines_are_passed_over(
    pool: dict[str, Any], silent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(primary, "ANSWERS_WITHIN", 0.3)
    sockets, name = pool["host"], pool["database"]
    url = f"postgresql://postgres@/{name}?host=127.0.0.1,127.0.0.1,{sockets}&port={silent},{free_port()},5432"
    for _again in range(2):  # the second time it is known where to begin
        connection = await connect(**address(url=url, sockets=None))
        assert await connection.fetchval("SELECT current_database()") == name
        await connection.close()
    assert str(sockets).rpartition("/")[2] in primary._found[url]


async def test_nobody_there_is_an_error_of_the_network(
    silent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(primary, "ANSWERS_WITHIN", 0.1)
    url = f"postgresql://postgres@127.0.0.1:{silent},127.0.0.1:{free_port()}/convoca"
    with pytest.raises(NobodyWrites):
        await connect(url)
    assert issubclass(NobodyWrites, OSError)
