"""Many clients at once over keep-alive connections, cheap enough not to be what is measured."""

import re
import selectors
import socket
import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
END: Final = b"\r\n\r\n"
PATIENCE: Final = 30  # seconds without any answer


class Load(Struct, frozen=True):
    """How a load went: answers as wished, per second; latencies in milliseconds."""

    answered: int
    rate: float
    median: float
    p99: float
    refused: int


def drive(
    address: str,
    request: Callable[[], bytes],
    *,
    clients: int,
    seconds: float,
    wish: tuple[bytes, ...],
) -> Load:
    """Send requests from so many clients for a while; `wish` is how good answers begin."""
    crowd = [Client(address) for _number in range(clients)]
    started = time.perf_counter()
    with selectors.DefaultSelector() as waiting:
        for client in crowd:
            waiting.register(client.line, selectors.EVENT_READ, client)
            client.ask(request())
        while waiting.get_map():
            _serve(waiting, request, until=started + seconds)
    answers = [answer for client in crowd for answer in client.answers]
    times = sorted(spent for head, spent in answers if head.startswith(wish))
    refused = len(answers) - len(times)
    return Load(len(times), len(times) / seconds, _part(times, 0.5), _part(times, 0.99), refused)


class Client:
    """Sends the next request when the answer to the last one is whole."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.line = socket.create_connection((parts.hostname or "", parts.port or 80))
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answers: list[tuple[bytes, float]] = []
        self._heard = b""
        self._asked_at = 0.0

    def ask(self, request: bytes) -> None:
        """Send a request."""
        self._asked_at = time.perf_counter()
        self.line.sendall(request)

    def hear(self) -> bool:
        """Take what arrived; whether the answer is whole."""
        data = self.line.recv(65_536)
        if not data:
            raise ConnectionError("the server hung up")
        self._heard += data
        if not _whole(self._heard):
            return False
        self.answers.append((self._heard[:16], time.perf_counter() - self._asked_at))
        self._heard = b""
        return True


def _serve(waiting: selectors.BaseSelector, request: Callable[[], bytes], *, until: float) -> None:
    ready = waiting.select(PATIENCE)
    if not ready:
        raise TimeoutError("the server does not answer")
    for key, _events in ready:
        client: Client = key.data
        if not client.hear():
            continue
        if time.perf_counter() < until:
            client.ask(request())
        else:
            waiting.unregister(client.line)
            client.line.close()


def _whole(answer: bytes) -> bool:
    head, end, body = answer.partition(END)
    length = LENGTH.search(head)
    return bool(end) and len(body) >= (int(length[1]) if length else 0)


def _part(times: list[float], share: float) -> float:
    return times[int(share * (len(times) - 1))] * 1000 if times else 0.0
