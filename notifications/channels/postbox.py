"""Connections to a mail server that stay open from one letter to the next."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from typing import Final

from aiosmtplib import SMTP, SMTPException

from server.foundation.senders import MailServer

GREETING_LASTS: Final = 20.0
PROMPT: Final = 5.0  # what a connection that served just now has, before it counts as stale
BROKEN: Final = (SMTPException, OSError, TimeoutError)


class Postbox:
    """Connections that serve one letter at a time each, and wait here meanwhile.

    `server` is where they lead, `host` the name by which we introduce ourselves.
    """

    def __init__(self) -> None:
        self._idle: dict[tuple[MailServer, str], list[SMTP]] = {}

    async def announced(self, server: MailServer, *, host: str, sender: str) -> SMTP:
        """A connection on which a letter from `sender` has begun; raises one of BROKEN.

        One that went stale since the letter before is left for a new one.
        """
        waiting = self._idle.get((server, host), [])
        while waiting:
            with suppress(*BROKEN):
                return await _begun(waiting.pop(), sender, within=PROMPT)
        client = _client(server, host)
        await client.connect()
        return await _begun(client, sender, within=GREETING_LASTS)

    async def take_back(self, client: SMTP, server: MailServer, *, host: str, done: bool) -> None:
        """Keep it for the next letter; what is not `done` of this one is taken back (RSET)."""
        fit = done
        try:
            if not done:
                with suppress(*BROKEN):
                    await client.rset(timeout=PROMPT)
                    fit = True
        finally:
            if fit:
                self._idle.setdefault((server, host), []).append(client)
            else:
                client.close()

    async def close(self) -> None:
        """Say goodbye on every connection that waits."""
        while self._idle:
            _where, waiting = self._idle.popitem()
            for client in waiting:
                with suppress(*BROKEN):
                    await client.quit(timeout=1)
                client.close()


_current: ContextVar[Postbox | None] = ContextVar("postbox", default=None)


@asynccontextmanager
async def kept_open() -> AsyncIterator[None]:
    """Letters that are sent within share connections, however many at once; none outlasts it."""
    box = Postbox()
    token = _current.set(box)
    try:
        yield
    finally:
        _current.reset(token)
        await box.close()


@asynccontextmanager
async def at_hand() -> AsyncIterator[Postbox]:
    """The postbox that is kept open here, or one for a single letter."""
    kept = _current.get()
    box = kept or Postbox()
    try:
        yield box
    finally:
        if kept is None:
            await box.close()


async def _begun(client: SMTP, sender: str, *, within: float) -> SMTP:
    """Servers close what is idle, and take only so many letters one after the other."""
    try:
        await client.mail(sender, timeout=within)
    except BaseException:
        client.close()
        raise
    return client


def _client(server: MailServer, host: str) -> SMTP:
    return SMTP(
        hostname=server.host, port=server.port, use_tls=server.tls, start_tls=server.starttls,
        username=server.user, password=server.password, local_hostname=host,
        timeout=GREETING_LASTS,
    )  # fmt: skip
