"""The ways to reach somebody that they said are safe, and at which hours; nothing else is."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.mailbox import is_mailbox
from server.foundation.translation import gettext as _
from volunteers.people.domain import reach
from volunteers.people.domain.telephone import normalised
from volunteers.people.tables import SafeChannel

CHANNELS: Final = ("mail", "whatsapp", "sms", "call")
CHANNELS_OF: Final = """
    SELECT channel, address, from_time, until_time FROM safe_channel
    WHERE volunteer = $1 ORDER BY position, channel
"""


class Channel(Struct, frozen=True, kw_only=True):
    """A way to reach somebody: `mail`, `whatsapp`, `sms` or `call`.

    It is safe between two hours of the day, which may lie around midnight; without them, at any.
    """

    channel: str
    address: str
    from_time: time | None = None
    until_time: time | None = None


async def channels_of(volunteer: UUID, *, by: Actor) -> list[Channel]:
    """What somebody said is safe, what they like best first; raises NotFound or NotAllowed."""
    await reach.need_say(volunteer, by)
    rows = await fetch(CHANNELS_OF, volunteer)
    return msgspec.convert([dict(row) for row in rows], list[Channel])


async def say(volunteer: UUID, channels: Iterable[Channel], *, by: Actor, at: datetime) -> None:
    """Replace the safe channels by these, the one they like best first; what is left out is gone.

    Raises Invalid with a field per channel, NotFound or NotAllowed.
    """
    said = [_readable(channel) for channel in channels]
    _check(said)
    async with reach.held(volunteer):
        await reach.need_say(volunteer, by)
        await execute("DELETE FROM safe_channel WHERE volunteer = $1", volunteer)
        for position, channel in enumerate(said):
            row = msgspec.structs.asdict(channel)
            await SafeChannel.insert(
                SafeChannel(id=new_id(), volunteer=volunteer, position=position, **row)
            )
        # Neither an address nor an hour: the audit outlives them and cannot forget.
        await audit.record(by, "channels.said", f"volunteer:{volunteer}", at=at, n=len(said))


def _readable(channel: Channel) -> Channel:
    """The channel with its address as machines write it, or with none where it is no address."""
    written = channel.address.strip()
    if channel.channel == "mail":
        address = written.lower() if is_mailbox(written) else ""
    else:
        address = normalised(written) or ""
    return msgspec.structs.replace(channel, address=address)


def _check(channels: list[Channel]) -> None:
    wrong = {}
    for one in channels:
        if sentence := _wrong(one):
            wrong[one.channel] = sentence
    if len({one.channel for one in channels}) < len(channels):
        wrong["form"] = _("Cada medio se anota una sola vez.")
    if wrong:
        raise Invalid(wrong)


def _wrong(one: Channel) -> str | None:
    if one.channel not in CHANNELS:
        return _("Ese medio no existe.")
    if not one.address and one.channel == "mail":
        return _("Falta una dirección de correo válida.")
    if not one.address:
        return _("Falta un número de teléfono, por ejemplo 5555 1234 o +502 5555 1234.")
    if (one.from_time is None) != (one.until_time is None):
        return _("Faltan las dos horas, o ninguna.")
    if one.from_time is not None and one.from_time == one.until_time:
        return _("Las dos horas no pueden ser la misma.")
    return None
