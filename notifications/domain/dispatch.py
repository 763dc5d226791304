"""Trying once to get a message to somebody, and telling how it went."""

import re
from typing import Final

import structlog

from notifications.channels import mail
from notifications.channels.failures import DoubtfulDelivery, PermanentFailure, TemporaryFailure
from notifications.channels.message import Message
from notifications.domain.office import Office
from notifications.domain.patience import Outcome

log: Final = structlog.get_logger()


async def dispatch(message: Message, office: Office) -> Outcome:
    """Send it by mail. Nothing of the database is held meanwhile.

    What the other side says may repeat the address, which is kept nowhere but where it belongs.
    """
    outcome = await _tried(message, office)
    detail = re.sub(re.escape(message.to), "…", outcome.detail, flags=re.IGNORECASE)
    return Outcome(outcome.name, detail)


async def _tried(message: Message, office: Office) -> Outcome:
    try:
        await mail.send(message, server=office.settings.mail_server, folder=office.folder)
    except TemporaryFailure as failure:
        return Outcome("failed", failure.detail)
    except PermanentFailure as failure:
        return Outcome("refused", failure.detail)
    except DoubtfulDelivery as doubt:
        return Outcome("unknown", doubt.detail)
    except Exception:
        # A mistake of ours must not keep the other letters from leaving.
        log.exception("a letter cannot be handed over", notice=message.key)
        return Outcome("unknown", "unexpected error")
    return Outcome("sent")
