"""Passkeys: adding one, and believing what it signed."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

from asyncpg import UniqueViolationError
from msgspec import Struct
from webauthn import verify_authentication_response, verify_registration_response
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import (
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import AuthenticationCredential, RegistrationCredential

from server.accounts.domain import passkeys_asking as asking
from server.accounts.domain.passkeys_asking import Party
from server.accounts.tables import Passkey
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import new_id
from server.foundation.translation import gettext as _

Credential = TypeVar("Credential")
LONGEST_ANSWER: Final = 16_000
LONGEST_NAME: Final = 80
UNREADABLE: Final = (WebAuthnException, ValueError, TypeError, LookupError, AttributeError)
"""What reading and checking a made-up answer can raise."""
ADVANCE: Final = """
    UPDATE passkey SET used_times = $2, used_at = $3
    WHERE id = $1 AND (used_times < $2 OR (used_times = 0 AND $2 = 0)) RETURNING id
"""


class Kept(Struct, frozen=True):
    """A passkey as we know it."""

    id: UUID
    account: UUID
    public_key: bytes
    used_times: int


class Answer(Struct, frozen=True):
    """Whose passkey answered; a `cloned` one has counted on elsewhere, and opens nothing."""

    account: UUID
    passkey: UUID
    cloned: bool


async def add(account: UUID, name: str, answer: str, *, party: Party, at: datetime) -> UUID:
    """Keep the passkey that signed our challenge; raises Invalid, or Conflict for a known one."""
    credential = _read(answer, parse_registration_credential_json)
    asked = await _asked(credential, account, at)
    try:
        made = verify_registration_response(
            credential=credential,
            expected_challenge=asked,
            expected_rp_id=party.host,
            expected_origin=party.origin,
        )
    except UNREADABLE as error:
        raise _refused() from error
    row = Passkey(
        id=new_id(),
        account=account,
        credential=made.credential_id,
        public_key=made.credential_public_key,
        used_times=made.sign_count,
        name=name[:LONGEST_NAME],
        created_at=at,
    )
    try:
        await Passkey.insert(row)
    except UniqueViolationError as error:
        raise Conflict(_("Esa llave de acceso ya está en una cuenta.")) from error
    return UUID(str(row.id))


async def answered(answer: str, account: UUID | None, *, party: Party, at: datetime) -> Answer:
    """Whose passkey signed our challenge; raises Invalid when none of theirs did.

    Without an account, anybody's may, as the only step: it must have verified who holds it.
    """
    credential = _read(answer, parse_authentication_credential_json)
    asked = await _asked(credential, account, at)
    kept = await _kept(credential.raw_id)
    if kept is None or account not in {None, kept.account} or not _is_theirs(credential, kept):
        raise _refused()
    try:
        proved = _verified(credential, kept, asked, party, alone=account is None)
    except UNREADABLE as error:
        raise _refused() from error
    counted = await fetch(ADVANCE, kept.id, proved.new_sign_count, at)
    return Answer(kept.account, kept.id, cloned=not counted)


def _read(answer: str, parse: Callable[[str], Credential]) -> Credential:
    if len(answer) > LONGEST_ANSWER:
        raise _refused()
    try:
        return parse(answer)
    except UNREADABLE as error:
        raise _refused() from error


async def _asked(
    credential: AuthenticationCredential | RegistrationCredential,
    account: UUID | None,
    at: datetime,
) -> bytes:
    """The challenge of ours that was signed, which is used up by that."""
    try:
        asked = parse_client_data_json(credential.response.client_data_json).challenge
    except UNREADABLE as error:
        raise _refused() from error
    if not await asking.answered(asked, account, moment=at):
        raise _refused()
    return asked


async def _kept(credential: bytes) -> Kept | None:
    rows = await fetch(
        "SELECT id, account, public_key, used_times FROM passkey WHERE credential = $1", credential
    )
    return Kept(**rows[0]) if rows else None


def _is_theirs(credential: AuthenticationCredential, kept: Kept) -> bool:
    """A passkey that says whose it is says so truly."""
    return credential.response.user_handle in {None, b"", kept.account.bytes}


def _verified(
    credential: AuthenticationCredential, kept: Kept, asked: bytes, party: Party, *, alone: bool
) -> VerifiedAuthentication:
    return verify_authentication_response(
        credential=credential,
        expected_challenge=asked,
        expected_rp_id=party.host,
        expected_origin=party.origin,
        credential_public_key=kept.public_key,
        # Counting is ours to check, in one statement: two answers may arrive at once.
        credential_current_sign_count=0,
        require_user_verification=alone,
    )


def _refused() -> Invalid:
    return Invalid({"passkey": _("La llave de acceso no se pudo comprobar. Probar de nuevo.")})
