"""Putting a notice into the words of the channel that it goes by."""

from datetime import datetime
from typing import Final

import msgspec
import structlog
from msgspec import Struct

from notifications.channels.message import TextMessage
from notifications.domain.contacts.way import Way
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox.dispatch import Outgoing
from notifications.domain.outbox.rendering import render
from notifications.domain.texts.writing import short_text
from notifications.domain.webhooks.packing import packed
from server.foundation.translation import speaking

log: Final = structlog.get_logger()


class Written(Struct, frozen=True):
    """What a notice says, and the message to send, if any is."""

    letter: Letter
    message: Outgoing | None = None


async def write(notice: Notice, way: Way | None, office: Office, at: datetime) -> Written | None:
    """The words of this moment for the way, or for the inbox alone; None where a mistake of ours
    keeps it from being written.
    """
    with speaking(notice.language):
        try:
            letter = await KINDS[notice.kind].write(notice, office, at)
            if way is None:
                return Written(letter)
            there = msgspec.structs.replace(notice, to=way.address)
            return Written(letter, await _message(letter, there, way.channel, office, at))
        except Exception:
            # One letter that cannot be written must not keep all the others from leaving.
            log.exception("a notice cannot be written", notice=str(notice.id), kind=notice.kind)
            return None


async def _message(
    letter: Letter, notice: Notice, channel: str, office: Office, at: datetime
) -> Outgoing:
    if channel == "webhook":
        return await packed(letter, notice, office, at=at)
    if channel == "mail":
        return render(letter, notice, office)
    short = short_text(notice.kind, letter, channel, office)
    return TextMessage(
        key=str(notice.id), to=notice.to, language=notice.language, text=short.text,
        template=short.template, parameters=short.parameters,
        callback=office.address(f"/hooks/{channel}?n={notice.id}"),
    )  # fmt: skip
