"""A real SMTP server on loopback that keeps what it accepts, and fails the way it is told to."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from server.foundation.senders import MailServer


class PostOffice:
    """`to_recipient` and `to_letter` are answers to give first, `drops` how many letters to lose.

    `pause` is how long, in seconds, it takes to say that a letter was accepted; `in_hand` counts
    those it has not yet said it about, by who handed them in. While the `gate` is shut it says
    so about none.
    """

    def __init__(self, *, pause: float = 0) -> None:
        self.letters: list[EmailMessage] = []
        self.to_recipient: list[str] = []
        self.to_letter: list[str] = []
        self.drops = 0
        self.pause = pause
        self.in_hand: Counter[str] = Counter()
        self.gate = asyncio.Event()
        self.gate.set()
        self._something = asyncio.Event()
        self.port = 0

    @property
    def server(self) -> MailServer:
        """How to reach it."""
        return MailServer(
            host="127.0.0.1", port=self.port, user=None, password=None, starttls=False, tls=False
        )  # fmt: skip

    @property
    def subjects(self) -> list[str]:
        """What the letters are about, in the order they came."""
        return [str(letter["Subject"]) for letter in self.letters]

    def to(self, address: str) -> list[EmailMessage]:
        """The letters somebody got."""
        return [letter for letter in self.letters if address in str(letter["To"])]

    async def handle_RCPT(  # noqa: N802 (aiosmtpd calls it by this name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept a recipient, or say what we were told to."""
        del server, session, options
        if self.to_recipient:
            return self.to_recipient.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd calls it by this name)
        """Accept a letter, say what we were told to, or hang up with the letter in hand."""
        if self.to_letter:
            return self.to_letter.pop(0)
        if self.drops:
            self.drops -= 1
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            return "250 never said"
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        await self._think(str(session.host_name))
        return "250 OK"

    async def _think(self, host: str) -> None:
        """Whoever is killed meanwhile never learns that the letter was accepted."""
        self.in_hand[host] += 1
        self._something.set()
        try:
            await self.gate.wait()
            await asyncio.sleep(self.pause)
        finally:
            self.in_hand[host] -= 1

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until letters came, or are in hand, as somebody wants."""
        async with asyncio.timeout(60):
            while not happened():
                self._something.clear()
                await self._something.wait()


@asynccontextmanager
async def open_post_office(**how: Any) -> AsyncIterator[PostOffice]:
    """A post office for as long as the block lasts."""
    office = PostOffice(**how)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(office, loop=loop), "127.0.0.1", 0)
    office.port = server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        server.close()
        await server.wait_closed()
