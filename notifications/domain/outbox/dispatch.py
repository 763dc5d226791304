"""Trying once to get a message to somebody, and telling how it went."""

import re
from typing import Final, TypeAlias

import msgspec
import structlog

from notifications.channels import mail, sms, webhook, whatsapp
from notifications.channels.accepted import Accepted
from notifications.channels.failures import (
    ChannelStopped,
    DoubtfulDelivery,
    PermanentFailure,
    TemporaryFailure,
)
from notifications.channels.message import Message, TextMessage
from notifications.channels.webhook import Parcel
from notifications.domain.office import Office
from notifications.domain.outbox.patience import Outcome

Outgoing: TypeAlias = Message | TextMessage | Parcel
log: Final = structlog.get_logger()


def channels_on(office: Office) -> frozenset[str]:
    """The channels of this installation."""
    settings = office.settings
    on = {"mail": True, "webhook": True, "whatsapp": settings.whatsapp, "sms": settings.sms}
    return frozenset(name for name in on if on[name] and (office.http or name == "mail"))


async def dispatch(message: Outgoing, channel: str, office: Office) -> Outcome:
    """Send it by this channel. Nothing of the database is held meanwhile.

    What the other side says may repeat the address, which is kept nowhere but where it belongs.
    """
    outcome = await _tried(message, channel, office)
    detail = re.sub(re.escape(message.to), "…", outcome.detail, flags=re.IGNORECASE)
    return msgspec.structs.replace(outcome, detail=detail)


async def _tried(message: Outgoing, channel: str, office: Office) -> Outcome:
    try:
        accepted = await _sent(message, channel, office)
    except TemporaryFailure as failure:
        return Outcome(
            name="failed", detail=failure.detail, wait=failure.wait, everybody=failure.everybody
        )
    except PermanentFailure as failure:
        return Outcome(name="refused", detail=failure.detail, opted_out=failure.opted_out)
    except ChannelStopped as failure:
        return Outcome(name="failed", detail=failure.detail, stopped=True)
    except DoubtfulDelivery as doubt:
        return Outcome(name="unknown", detail=doubt.detail)
    except Exception:
        # A mistake of ours must not keep the other letters from leaving.
        log.exception("a letter cannot be handed over", notice=message.key)
        return Outcome(name="unknown", detail="unexpected error")
    return Outcome(name="sent", reference=accepted.reference, segments=accepted.segments)


async def _sent(message: Outgoing, channel: str, office: Office) -> Accepted:
    settings, http = office.settings, office.http
    match message:
        case Message():
            await mail.send(message, server=settings.mail_server, folder=office.folder)
            return Accepted()
        case Parcel() if http:
            return await webhook.send(message, http=http)
        case TextMessage() if channel == "whatsapp" and settings.whatsapp and http:
            return await whatsapp.send(message, provider=settings.whatsapp, http=http)
        case TextMessage() if channel == "sms" and settings.sms and http:
            return await sms.send(message, provider=settings.sms, http=http)
    raise PermanentFailure("this channel is off")
