"""The second step: digits of an app, a passkey or a code on paper, after a link or a password."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import (
    accounts,
    audit,
    authenticators,
    limits,
    passkeys,
    sessions,
    throttling,
)
from server.accounts.domain import recovery_codes as codes
from server.accounts.domain import second_step_digits as totp
from server.accounts.domain.passkeys import Answer
from server.accounts.domain.passkeys_asking import Party
from server.accounts.domain.sessions import Standing
from server.foundation.database import fetch, transaction
from server.foundation.errors import Invalid, NotAllowed
from server.foundation.identity import Actor
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

DIGITS: Final = "digits"
PAPER: Final = "paper"
PASSKEY: Final = "passkey"
WAYS: Final = """
    SELECT id, 'app' AS kind, name, created_at, NULL::timestamptz AS used_at
    FROM authenticator WHERE account = $1 AND confirmed_at IS NOT NULL
    UNION ALL
    SELECT id, 'passkey', name, created_at, used_at FROM passkey WHERE account = $1
    ORDER BY created_at, id
"""


class Way(Struct, frozen=True):
    """An app or a passkey of somebody's; of an app it is not kept when it was used."""

    id: UUID
    kind: str
    name: str
    created_at: datetime
    used_at: datetime | None


class Ways(Struct, frozen=True):
    """How somebody can take the second step."""

    kept: list[Way]
    codes: int

    @property
    def by_digits(self) -> bool:
        """Whether an app shows digits for it."""
        return any(way.kind == "app" for way in self.kept)

    @property
    def by_passkey(self) -> bool:
        """Whether a passkey can sign for it."""
        return any(way.kind == "passkey" for way in self.kept)


async def ways(account: UUID) -> Ways:
    """How this account can take the second step; none when nothing was set up."""
    rows = await fetch(WAYS, account)
    kept = msgspec.convert([dict(row) for row in rows], list[Way])
    return Ways(kept, await codes.left(account))


async def prove(
    typed: str, *, standing: Standing, signer: Signer, origin: str, at: datetime, device: str = ""
) -> str:
    """What was typed proves who sits there: by DIGITS or on PAPER; '' when it proves nothing.

    The same digits, and the same code, prove it once. `device` is what `known_devices.known_as`
    says. Raises TooMany.
    """
    account, session = str(standing.account), str(standing.handle)
    home = session if standing.complete else device
    await throttling.step(account, session, origin=origin, home=home, at=at)
    digits = totp.typed_digits(typed)
    if digits:
        await throttling.digits(account, home=home, at=at)
        right = await authenticators.believed(standing.account, digits, signer=signer, at=at)
        return DIGITS if right else await _refused(standing, at)
    who = await _actor(standing)
    async with transaction():
        right = await codes.used_up(standing.account, typed, signer=signer, at=at)
        act = "recovery_code.used" if right else "recovery_code.refused"
        left = await codes.left(standing.account)
        await audit.record(who, act, f"account:{standing.account}", at=at, left=left)
    return PAPER if right else ""


async def prove_by_passkey(
    answer: str, *, standing: Standing, party: Party, at: datetime
) -> str:  # fmt: skip
    """A passkey of the account signed what it was asked; raises Invalid when none did."""
    found = await passkeys.answered(answer, standing.account, party=party, at=at)
    await refuse_cloned(found, at=at)
    return PASSKEY


async def refuse_cloned(found: Answer, *, at: datetime) -> None:
    """Raise Invalid for a passkey whose count fell back: another one signs in its name."""
    who = await accounts.actor(found.account)
    if who is None:
        raise NotAllowed(_("Esta cuenta ya no está activa."))
    if found.cloned:
        about = f"account:{found.account}"
        await audit.record(who, "passkey.cloned", about, at=at, passkey=str(found.passkey))
        raise Invalid(
            {"passkey": _("Esta llave de acceso parece copiada y no se acepta. Usar otro modo.")}
        )


async def complete(token: str, *, standing: Standing, by: str, at: datetime) -> str:
    """After a proof the session is whole and goes on under a new secret, which is returned."""
    who = await _actor(standing)
    async with transaction():
        stepped = await sessions.step_up(token, at=at)
        about = f"account:{standing.account}"
        await audit.record(who, "session.completed", about, at=at, way=by)
    return stepped


async def _refused(standing: Standing, at: datetime) -> str:
    """Nothing is proved; that digits were wrong is told once an hour, however many were."""
    about = f"account:{standing.account}"
    async with transaction():
        if await limits.count(f"digits.refused:{about}", within=throttling.AN_HOUR, at=at) == 1:
            await audit.record(await _actor(standing), "digits.refused", about, at=at)
    return ""


async def _actor(standing: Standing) -> Actor:
    who = await accounts.actor(standing.account)
    if who is None:
        raise NotAllowed(_("Esta cuenta ya no está activa."))
    return who
