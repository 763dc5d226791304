"""Sending a letter by mail: to the server of the settings, or else into a folder."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from aiosmtplib import SMTP, SMTPResponseException

from notifications.channels import folder as shelf
from notifications.channels import postbox
from notifications.channels.failures import DoubtfulDelivery, PermanentFailure, TemporaryFailure
from notifications.channels.message import Message
from notifications.channels.mime import mime
from notifications.channels.postbox import BROKEN, GREETING_LASTS
from server.foundation.senders import MailServer

HANDING_OVER_LASTS: Final = 40.0


async def send(message: Message, *, server: MailServer | None, folder: Path) -> None:
    """Hand the letter over; what keeps it from arriving is raised as one of `failures`.

    It answers within a minute and a half, one way or the other. Within `postbox.kept_open()`
    letters share connections.
    """
    letter = mime(message)
    if server is None:
        await asyncio.to_thread(shelf.keep, letter, name=message.key, folder=folder)
        return
    async with _announced(server, message) as client:
        await _ask(client, message)
        await _hand_over(client, letter)


@asynccontextmanager
async def _announced(server: MailServer, message: Message) -> AsyncIterator[SMTP]:
    async with postbox.at_hand() as box:
        client = await _reached(box, server, message)
        kept = done = False
        try:
            yield client
            kept = done = True
        except (TemporaryFailure, PermanentFailure):
            kept = True
            raise
        finally:
            if kept:
                await box.take_back(client, server, host=message.host, done=done)
            else:
                client.close()


async def _reached(box: postbox.Postbox, server: MailServer, message: Message) -> SMTP:
    """A server that does not let us in is our trouble, not the letter's: always temporary."""
    try:
        async with asyncio.timeout(GREETING_LASTS):
            return await box.announced(server, host=message.host, sender=message.sender)
    except BROKEN as error:
        raise TemporaryFailure(_said(error), everybody=True) from error


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
        if error.code < 400:
            # Neither a yes that SMTP knows nor a no.
            raise DoubtfulDelivery(_said(error)) from error
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
