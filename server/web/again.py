"""Hearing a request whole before it is answered, and answering it anew where the first try is void.

A connection that is lost before anything is kept, and two people who wait for one another, leave
nothing behind: whoever asked need not hear of it.
"""

import asyncio
from time import monotonic
from typing import Any, Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, ReceiveMessage, Scope, Send

from server.foundation import attempts
from server.foundation.attempts import Attempt
from server.foundation.translation import gettext as _
from server.web.resending import HEARD
from server.web.unavailable import SAFE

TRIES: Final = 3
PAUSE: Final = 0.05  # seconds, and longer each time: the other of the two gets through
MOST_BYTES: Final = 512 * 1024
SILENT_FOR: Final = 20.0  # seconds
# Slower than any telephone: whoever sends like this only wants to hold a place.
SLOWEST: Final = 500  # bytes per second
TOO_SLOW: Final = 408


class Heard:
    """What was sent, kept so that it can be heard again; what is too long is only passed on."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._messages: list[ReceiveMessage] = []
        self._next = 0
        self.whole = False

    @property
    def body(self) -> bytes:
        """What was heard of the body."""
        parts = [each for each in self._messages if each["type"] == "http.request"]
        return b"".join(each.get("body", b"") for each in parts)

    async def listen(self) -> None:
        """Hear the body to its end or to the most that is kept; raises TimeoutError."""
        began, size = monotonic(), 0
        while size <= MOST_BYTES:
            spare = began + size / SLOWEST - monotonic()
            async with asyncio.timeout(SILENT_FOR + min(spare, 0)):
                message = await self._receive()
            self._messages.append(message)
            if message["type"] != "http.request":
                return
            size += len(message.get("body", b""))
            if not message.get("more_body", False):
                self.whole = True
                return

    def from_the_beginning(self) -> None:
        """Let it be heard once more."""
        self._next = 0

    async def receive(self) -> ReceiveMessage:
        """The next of it, and then what is new."""
        if self._next < len(self._messages):
            self._next += 1
            return self._messages[self._next - 1]
        return await self._receive()


class Answered:
    """Passes an answer on, unless it says that the try is void and another one follows."""

    def __init__(self, attempt: Attempt, send: Send, *, last: bool) -> None:
        self._attempt = attempt
        self._send = send
        self._last = last
        self.void = False

    async def send(self, message: Message) -> None:
        """Pass it on, or keep it back from here on."""
        if message["type"] == "http.response.start":
            again = self._attempt.undone and not self._attempt.kept
            self.void = again and not self._last
        if not self.void:
            await self._send(message)


def again(app: ASGIApp) -> ASGIApp:
    """Answer once, however many tries that takes."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        heard = Heard(receive)
        if scope["method"] not in SAFE:
            try:
                await heard.listen()
            except TimeoutError:
                await _too_slow(send)
                return
        await _answered(app, scope, heard, send)

    return answer


async def _answered(app: ASGIApp, scope: HTTPScope, heard: Heard, send: Send) -> None:
    tries = TRIES if heard.whole or scope["method"] in SAFE else 1
    before: dict[str, Any] = dict(scope)
    state = dict(before.get("state", {}), **({HEARD: heard.body} if heard.whole else {}))
    for number in range(1, tries + 1):
        for name in scope.keys() - before.keys():
            del scope[name]  # type: ignore[misc]  # a scope is a plain dict when it arrives
        scope.update(before)  # type: ignore[typeddict-item]  # what it was
        scope["state"] = dict(state)
        heard.from_the_beginning()
        if not await _tried(app, scope, heard, send, last=number == tries):
            return
        await asyncio.sleep(PAUSE * number)


async def _tried(app: ASGIApp, scope: Scope, heard: Heard, send: Send, *, last: bool) -> bool:
    """Try once; whether it was void."""
    attempt, token = attempts.begin()
    answered = Answered(attempt, send, last=last)
    try:
        await app(scope, heard.receive, answered.send)
    finally:
        attempts.end(token)
    return answered.void


async def _too_slow(send: Send) -> None:
    """End it: whoever sends so slowly would hold a place that others need (RFC 9110 §15.5.9)."""
    body = _("Lo enviado tardó demasiado en llegar. No se guardó nada.").encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": TOO_SLOW, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
