"""Setting up a second step, and taking it away."""

from datetime import datetime
from typing import Final
from uuid import UUID

from server.accounts.domain import accounts, audit, authenticators, passkeys, session_list
from server.accounts.domain import recovery_codes as codes
from server.accounts.domain.passkeys_asking import Party
from server.accounts.domain.second_step import ways
from server.accounts.domain.sessions import MUST, Standing
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, NotAllowed, NotFound
from server.foundation.identity import Actor
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

MOST: Final = 20
TABLES: Final = {"app": "authenticator", "passkey": "passkey"}


async def add_app(
    draft: str, digits: str, *, standing: Standing, signer: Signer, at: datetime
) -> None:
    """Keep an app that shows the right digits; raises Invalid."""
    async with transaction():
        who = await _hold(standing)
        made = await authenticators.add(
            standing.account, draft, digits, session=standing.handle, signer=signer, at=at
        )
        about = f"account:{standing.account}"
        await audit.record(who, "authenticator.added", about, at=at, authenticator=str(made))


async def add_passkey(
    name: str, answer: str, *, standing: Standing, party: Party, at: datetime
) -> None:
    """Keep a passkey that signed what it was asked; raises Invalid, or Conflict for a known one."""
    async with transaction():
        who = await _hold(standing)
        made = await passkeys.add(standing.account, name, answer, party=party, at=at)
        about = f"account:{standing.account}"
        await audit.record(who, "passkey.added", about, at=at, passkey=str(made))


async def remove(
    way: UUID, kind: str, *, by: Actor, at: datetime, session: UUID | None = None
) -> None:
    """Take an app or a passkey of one's own away; every session ends but the one of this handle.

    Raises NotFound, or Conflict for the last one of whoever must have one.
    """
    assert by.account is not None
    if kind not in TABLES:
        raise NotFound(_("Esta página no existe o ya no está."))
    async with transaction():
        await _lock(by.account)
        gone = await fetch(
            f"DELETE FROM {TABLES[kind]} WHERE id = $1 AND account = $2 RETURNING id",
            way,
            by.account,
        )
        if not gone:
            raise NotFound(_("Esta página no existe o ya no está."))
        await _look_what_is_left(by)
        await session_list.end_others(keeping=session, by=by)
        act = f"{TABLES[kind]}.removed"
        await audit.record(by, act, f"account:{by.account}", at=at, **{TABLES[kind]: str(way)})


async def renew_codes(*, by: Actor, signer: Signer, at: datetime) -> list[str]:
    """New codes on paper in place of the old ones; this is the only time they can be read."""
    assert by.account is not None
    if not (await ways(by.account)).kept:
        raise Conflict(_("Primero hace falta una aplicación o una llave de acceso."))
    async with transaction():
        made = await codes.renew(by.account, signer=signer, at=at)
        await audit.record(by, "recovery_codes.made", f"account:{by.account}", at=at)
    return made


async def _hold(standing: Standing) -> Actor:
    """Whoever is only half-way in may set up the first second step, and no other."""
    await _lock(standing.account)
    who = await accounts.actor(standing.account)
    kept = (await ways(standing.account)).kept
    if who is None or (kept and not standing.complete):
        raise NotAllowed(_("Falta el segundo paso."))
    if len(kept) >= MOST:
        raise Conflict(_("Son demasiadas. Primero conviene quitar las que ya no se usan."))
    return who


async def _look_what_is_left(by: Actor) -> None:
    assert by.account is not None
    if (await ways(by.account)).kept:
        return
    if by.role in MUST:
        raise Conflict(
            _("Es la última que queda, y esta cuenta necesita una. Primero agregar otra.")
        )
    await execute("DELETE FROM recovery_code WHERE account = $1", by.account)


async def _lock(account: UUID) -> None:
    await execute("SELECT FROM account WHERE id = $1 FOR UPDATE", account)
