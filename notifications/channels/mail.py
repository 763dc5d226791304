"""Sending a letter by mail: to the server of the settings, or else into a folder."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from notifications.channels import folder as shelf
from notifications.channels.failures import DoubtfulDelivery, PermanentFailure, TemporaryFailure
from notifications.channels.message import Message
from notifications.channels.mime import mime
from server.foundation.settings import MailServer

GREETING_LASTS: Final = 20.0
HANDING_OVER_LASTS: Final = 40.0
BROKEN: Final = (SMTPException, OSError, TimeoutError)


async def send(message: Message, *, server: MailServer | None, folder: Path) -> None:
    """Hand the letter over; what keeps it from arriving is raised as one of `failures`.

    It answers within a minute, one way or the other.
    """
    letter = mime(message)
    if server is None:
        await asyncio.to_thread(shelf.keep, letter, name=message.key, folder=folder)
        return
    async with _connected(server, message) as client:
        await _ask(client, message)
        await _hand_over(client, letter)


@asynccontextmanager
async def _connected(server: MailServer, message: Message) -> AsyncIterator[SMTP]:
    """A server that does not let us in is our trouble, not the letter's: always temporary."""
    client = SMTP(
        hostname=server.host, port=server.port, use_tls=server.tls, start_tls=server.starttls,
        username=server.user, password=server.password, local_hostname=message.host,
        timeout=GREETING_LASTS,
    )  # fmt: skip
    try:
        try:
            async with asyncio.timeout(GREETING_LASTS):
                await client.connect()
                await client.mail(message.sender)
        except BROKEN as error:
            raise TemporaryFailure(_said(error)) from error
        yield client
        # The letter is theirs now: whether they also say goodbye changes nothing.
        with suppress(*BROKEN):
            await client.quit(timeout=1)
    finally:
        client.close()


async def _ask(client: SMTP, message: Message) -> None:
    try:
        await client.rcpt(message.to)
    except SMTPResponseException as error:
        raise _refusal(error) from error
    except BROKEN as error:
        raise TemporaryFailure(_said(error)) from error


async def _hand_over(client: SMTP, letter: bytes) -> None:
    try:
        async with asyncio.timeout(HANDING_OVER_LASTS):
            await client.data(letter, timeout=HANDING_OVER_LASTS)
    except SMTPResponseException as error:
        raise _refusal(error) from error
    except BROKEN as error:
        raise DoubtfulDelivery(_said(error)) from error


def _refusal(error: SMTPResponseException) -> TemporaryFailure | PermanentFailure:
    """RFC 5321 §4.2.1: 4yz may be tried again, 5yz should not."""
    final = error.code >= 500
    return PermanentFailure(_said(error)) if final else TemporaryFailure(_said(error))


def _said(error: BaseException) -> str:
    if isinstance(error, SMTPResponseException):
        return f"{error.code} {error.message}"
    return str(error) or type(error).__name__
