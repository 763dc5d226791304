"""Many clients at once over keep-alive connections, cheap enough not to be what is measured."""

import asyncio
import re
import time
from collections.abc import Callable
from typing import Final, cast
from urllib.parse import urlsplit

from msgspec import Struct

LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
END: Final = b"\r\n\r\n"


class Load(Struct, frozen=True):
    """How a load went: answers as wished, per second; latencies in milliseconds."""

    answered: int
    rate: float
    median: float
    p99: float
    refused: int


async def drive(
    address: str,
    request: Callable[[], bytes],
    *,
    clients: int,
    seconds: float,
    wish: tuple[bytes, ...],
) -> Load:
    """Send requests from so many clients for a while; `wish` is how good answers begin."""
    parts, loop = urlsplit(address), asyncio.get_running_loop()
    until = time.perf_counter() + seconds
    work = []
    for _number in range(clients):
        made = lambda: _Client(request, until, wish, loop.create_future())  # noqa: E731 (a factory)
        _transport, client = await loop.create_connection(
            made, parts.hostname or "", parts.port or 80
        )
        work.append(client)
    await asyncio.gather(*(client.done for client in work))
    times = sorted(spent for client in work for spent in client.times)
    refused = sum(client.refused for client in work)
    return Load(len(times), len(times) / seconds, _part(times, 0.5), _part(times, 0.99), refused)


class _Client(asyncio.Protocol):
    """Sends the next request when the answer to the last one is whole."""

    def __init__(
        self,
        request: Callable[[], bytes],
        until: float,
        wish: tuple[bytes, ...],
        done: asyncio.Future[None],
    ) -> None:
        self.times: list[float] = []
        self.refused = 0
        self.done = done
        self._request, self._until, self._wish = request, until, wish
        self._heard = b""
        self._started = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._heard += data
        if _whole(self._heard):
            self._count(self._heard)
            self._heard = b""
            self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server hung up"))

    def _ask(self) -> None:
        self._started = time.perf_counter()
        if self._started < self._until:
            self._transport.write(self._request())
            return
        self.done.set_result(None)
        self._transport.close()

    def _count(self, answer: bytes) -> None:
        if answer.startswith(self._wish):
            self.times.append(time.perf_counter() - self._started)
        else:
            self.refused += 1


def _whole(answer: bytes) -> bool:
    head, end, body = answer.partition(END)
    length = LENGTH.search(head)
    return bool(end) and len(body) >= (int(length[1]) if length else 0)


def _part(times: list[float], share: float) -> float:
    return times[int(share * (len(times) - 1))] * 1000 if times else 0.0
