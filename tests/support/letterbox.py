"""A real SMTP server on loopback for tests that run no event loop of their own."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.installation import free_port


class Letterbox:
    """The letters that arrived, in order."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        """Keep a letter."""
        parsed = message_from_bytes(cast(bytes, envelope.content), policy=cast(Any, default))
        self.letters.append(cast(EmailMessage, parsed))
        return "250 kept"

    def to(self, address: str) -> list[EmailMessage]:
        """What arrived for somebody."""
        return [letter for letter in self.letters if address in str(letter["To"])]

    def wait_for(self, address: str, subject: str, *, seconds: float = 60) -> EmailMessage:
        """The first letter to somebody whose subject begins like this, once it is there."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for letter in self.to(address):
                if str(letter["Subject"]).startswith(subject):
                    return letter
            time.sleep(0.05)
        arrived = [str(letter["Subject"]) for letter in self.to(address)]
        raise AssertionError(f"no «{subject}» among {arrived}")


@contextmanager
def listening() -> Iterator[tuple[Letterbox, int]]:
    """A letterbox and the port where it takes mail."""
    letterbox = Letterbox()
    controller = Controller(letterbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield letterbox, controller.port
    finally:
        controller.stop()
