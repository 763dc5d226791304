"""What a passkey is asked to sign: a challenge of ours, answered once."""

import secrets
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from msgspec import Struct
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from server.accounts.tables import Challenge
from server.foundation.database import fetch
from server.foundation.identity import Actor, new_id

LASTS: Final = timedelta(minutes=5)
ID_BYTES: Final = 16
NAME: Final = "Convoca"


class Party(Struct, frozen=True):
    """Who asks, as passkeys know it (the relying party): a host, and where its pages come from."""

    host: str
    origin: str


def party(base_url: str) -> Party:
    """The relying party that answers at this address."""
    parts = urlsplit(base_url)
    return Party(parts.hostname or "", f"{parts.scheme}://{parts.netloc}".lower())


async def to_add(who: Actor, account: UUID, *, at: Party, moment: datetime) -> str:
    """What a new passkey of this account must sign, as JSON for the browser."""
    options = generate_registration_options(
        rp_id=at.host,
        rp_name=NAME,
        user_id=account.bytes,
        user_name=who.email,
        user_display_name=who.name,
        challenge=await _challenge(account, moment),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=await _theirs(account),
    )
    return options_to_json(options)


async def to_come_in(*, at: Party, moment: datetime) -> str:
    """What a passkey of anybody must sign to be the only step: whoever holds it is verified."""
    options = generate_authentication_options(
        rp_id=at.host,
        challenge=await _challenge(None, moment),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


async def as_second_step(account: UUID, *, at: Party, moment: datetime) -> str:
    """What a passkey of this account must sign after the first step."""
    options = generate_authentication_options(
        rp_id=at.host,
        challenge=await _challenge(account, moment),
        allow_credentials=await _theirs(account),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return options_to_json(options)


async def answered(asked: bytes, account: UUID | None, *, moment: datetime) -> bool:
    """Use a challenge up; whether it was asked of this account, lately, and never answered."""
    if len(asked) < ID_BYTES:
        return False
    used = await fetch(
        "DELETE FROM challenge WHERE id = $1 AND asked = $2 AND expires_at > $4"
        " AND account IS NOT DISTINCT FROM $3 RETURNING id",
        UUID(bytes=asked[:ID_BYTES]),
        asked,
        account,
        moment,
    )
    return bool(used)


async def _challenge(account: UUID | None, moment: datetime) -> bytes:
    """Its first bytes say which one it is, the others cannot be guessed."""
    number = new_id()
    asked = number.bytes + secrets.token_bytes(32)
    row = Challenge(id=number, account=account, asked=asked, expires_at=moment + LASTS)
    await Challenge.insert(row)
    return asked


async def _theirs(account: UUID) -> list[PublicKeyCredentialDescriptor]:
    rows = await fetch("SELECT credential FROM passkey WHERE account = $1 ORDER BY id", account)
    return [PublicKeyCredentialDescriptor(id=row["credential"]) for row in rows]
