"""What goes to a program: signed, and to the address that it has at this moment."""

from datetime import datetime
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from notifications.channels import outward, webhook, webhook_signing
from notifications.channels.webhook import Parcel
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from notifications.domain.webhooks import facts, webhooks
from notifications.domain.webhooks.webhooks import Hearer
from server.foundation.identity import new_id

TRIES: Final = 3


async def packed(letter: Letter, notice: Notice, office: Office, *, at: datetime) -> Parcel:
    """What a notice tells the program that it goes to.

    Who refuses it has a few tries to think better of it.
    """
    assert notice.webhook is not None, "this notice goes to a person"
    hearer = await webhooks.hearer_of(notice.webhook)
    final = notice.attempts + 1 >= TRIES
    return _pack(hearer, notice.id, letter.data, office, at=at, final=final)


async def try_out(hearer: Hearer, office: Office, *, at: datetime) -> None:
    """Say something that means nothing, to see whether it arrives.

    Raises one of the channels' failures.
    """
    assert office.http is not None, "nothing but mail leaves by this office"
    parcel = _pack(hearer, new_id(), facts.test(at=at), office, at=at, final=True)
    await webhook.send(parcel, http=office.http)


def at_home(office: Office) -> bool:
    """Whether this installation is on the machine of who tries it out."""
    return outward.is_loopback(urlsplit(office.settings.base_url).hostname or "")


def _pack(
    hearer: Hearer, identity: UUID, body: bytes, office: Office, *, at: datetime, final: bool
) -> Parcel:
    key = webhooks.secret(hearer, office.signer)
    return Parcel(
        key=str(identity), to=hearer.address, body=body, inward=at_home(office), final=final,
        headers=webhook_signing.headers(str(identity), body, key=key, at=at),
    )  # fmt: skip
