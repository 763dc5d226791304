"""Hearing at once that something changed, from any process: PostgreSQL's LISTEN, fanned out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from contextvars import Context
from typing import Any, Final

import asyncpg
import structlog

from server.foundation import database, primary

log: Final = structlog.get_logger()
# Long enough not to hammer a database that restarts, short enough not to be noticed.
PATIENCE: Final = 2.0
SOMETHING: Final = ""


class Subscriber:
    """What one listener has not yet been told; the same thing said twice is heard once."""

    def __init__(self) -> None:
        self._said: set[str] = set()
        self._stirred = asyncio.Event()
        self.over = False

    def tell(self, payload: str) -> None:
        """Pass a notification on."""
        self._said.add(payload)
        self._stirred.set()

    def end(self) -> None:
        """Say that nothing more will come."""
        self.over = True
        self._stirred.set()

    async def heard(self, *, within: float) -> frozenset[str]:
        """What was notified since the last time, waiting `within` seconds for the first.

        Empty when nothing came, or when it is over. An empty payload means that anything may have
        changed, as after a connection that was lost.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stirred.wait(), within)
        self._stirred.clear()
        said, self._said = frozenset(self._said), set()
        return said


class Pulse:
    """One listening connection of this process; there is none while nobody listens."""

    def __init__(self) -> None:
        self._subscribers: dict[str, set[Subscriber]] = {}
        self._listening: asyncio.Task[None] | None = None
        self._wanted = asyncio.Event()
        self._heard: set[str] = set()  # the channels that the connection listens to
        self._ended = False

    @asynccontextmanager
    async def on(self, channel: str) -> AsyncIterator[Subscriber]:
        """Listen to `channel`, a name of lower-case letters, for as long as the block lasts."""
        subscriber = Subscriber()
        self._subscribers.setdefault(channel, set()).add(subscriber)
        if self._ended:
            subscriber.end()
        else:
            self._attend()
        if channel in self._heard:
            subscriber.tell(SOMETHING)
        try:
            yield subscriber
        finally:
            self._subscribers[channel].discard(subscriber)
            if not self._subscribers[channel]:
                del self._subscribers[channel]
            self._wanted.set()

    def hush(self) -> None:
        """Let every listener finish, now and from now on: the process stops."""
        self._ended = True
        for subscriber in [one for those in self._subscribers.values() for one in those]:
            subscriber.end()

    async def end(self) -> None:
        """Give the connection back."""
        self.hush()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.wait([self._listening])

    def _attend(self) -> None:
        self._wanted.set()
        if self._listening is None or self._listening.done():
            # A context of its own: who asks may be in a transaction, which is not this task's.
            self._listening = asyncio.create_task(self._listen(), context=Context())

    async def _listen(self) -> None:
        while self._subscribers:
            try:
                await self._connected()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("nothing is heard of changes", why=type(error).__name__)
                await asyncio.sleep(PATIENCE)

    async def _connected(self) -> None:
        connection = await primary.connect(**database.engine.config)
        connection.add_termination_listener(lambda _lost: self._wanted.set())
        try:
            while self._subscribers:
                self._wanted.clear()
                await self._follow(connection)
                await self._wanted.wait()
        finally:
            self._heard.clear()
            await connection.close(timeout=1)

    async def _follow(self, connection: Any) -> None:
        """Listen to what is asked for now, no more and no less."""
        for channel in sorted(self._heard - self._subscribers.keys()):
            self._heard.discard(channel)
            await connection.remove_listener(channel, self._notified)
        for channel in sorted(self._subscribers.keys() - self._heard):
            await connection.add_listener(channel, self._notified)
            self._heard.add(channel)
            # From here on nothing is missed; what was before this, somebody may not know.
            self._tell(channel, SOMETHING)
        if connection.is_closed():
            raise ConnectionResetError

    def _notified(self, _connection: Any, _process: int, channel: str, payload: Any) -> None:
        self._tell(channel, str(payload))

    def _tell(self, channel: str, payload: str) -> None:
        for subscriber in self._subscribers.get(channel, ()):
            subscriber.tell(payload)
