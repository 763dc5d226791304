"""A small HTTP/1.1 server on loopback, in the event loop of whoever opens it."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import Any, TypeAlias

from msgspec import Struct


class Request(Struct, frozen=True):
    """What came over the wire; names of headers in small letters."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


class Answer(Struct, frozen=True):
    """What goes back."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = {}


Answering: TypeAlias = Callable[[Request], Awaitable[Answer | None]]


def as_json(status: int, said: Any, **headers: str) -> Answer:
    """An answer in JSON."""
    kind = {"Content-Type": "application/json; charset=UTF-8"}
    return Answer(status, json.dumps(said).encode(), {**kind, **headers})


@asynccontextmanager
async def listening(answering: Answering) -> AsyncIterator[int]:
    """The port of a server that answers so; without an answer it hangs up."""
    busy: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        busy.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await _conversation(reader, writer, answering)
        finally:
            busy.discard(task)
            writer.transport.abort()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=1 << 20)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for task in list(busy):
            task.cancel()
        await asyncio.gather(*busy)
        await server.wait_closed()


async def _conversation(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answering: Answering
) -> None:
    while True:
        request = await _read(reader)
        answer = await answering(request)
        if answer is None:
            return
        writer.write(_written(answer))
        await writer.drain()


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    line, *fields = head.rstrip("\r\n").split("\r\n")
    method, target, _version = line.split(" ")
    pairs = (field.partition(":") for field in fields)
    headers = {name.lower(): value.strip() for name, _colon, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method, target, headers, body)


def _written(answer: Answer) -> bytes:
    status = HTTPStatus(answer.status)
    headers = {**answer.headers, "Content-Length": str(len(answer.body))}
    lines = [f"HTTP/1.1 {status.value} {status.phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + answer.body
