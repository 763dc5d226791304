"""Telling a page that something changed, for as long as it is open (server-sent events)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

from litestar.response import Stream

from server.foundation.pulse import Pulse
from server.web.requests import Visit

# Shorter than the patience of the proxies on the way.
HEARTBEAT: Final = 15.0
AGAIN: Final = b"retry: 3000\n\n"
ALIVE: Final = b": \n\n"
CHANGED: Final = b"event: changed\ndata: %s\n\n"


def changes(request: Visit, channel: str, *, about: str | None = None) -> Stream:
    """A stream with an event `changed` for each notification of `channel`, its payload as data.

    With `about` only notifications of that payload are passed on. An event with no data means that
    anything may have changed; the first one says that from now on nothing is missed.
    """
    return Stream(
        told(request.app.state.pulse, channel, about, holds=request.scope["state"].get("holds")),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def told(
    source: Pulse,
    channel: str,
    about: str | None,
    *,
    heartbeat: float = HEARTBEAT,
    holds: Callable[[], Awaitable[bool]] | None = None,
) -> AsyncIterator[bytes]:
    """The lines of such a stream, until the process stops or the session no longer `holds`."""
    yield AGAIN
    async with source.on(channel) as subscriber:
        while not subscriber.over:
            said = await subscriber.heard(within=heartbeat)
            if holds is not None and not await holds():
                return
            for payload in sorted(_concerning(said, about)):
                yield CHANGED % payload.encode()
            if not said and not subscriber.over:
                yield ALIVE


def _concerning(said: frozenset[str], about: str | None) -> frozenset[str]:
    return said if about is None else said & {"", about}
