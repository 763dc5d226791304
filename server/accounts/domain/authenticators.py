"""Apps that show six digits: adding one, and believing its digits once."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from server.accounts.domain import second_step_digits as totp
from server.accounts.domain.second_step_sealing import opened, sealed
from server.accounts.tables import Authenticator
from server.foundation.database import fetch
from server.foundation.errors import Invalid
from server.foundation.identity import new_id
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

AHEAD: Final = 2
"""Half minutes that digits may have been used before their time; clocks of phones are off."""


class Offer(Struct, frozen=True):
    """A key for an app: as one types it, as its picture says it, and sealed for the way back.

    Nothing is kept of it until digits prove that an app has it, so whoever asked for another one
    earlier knows nothing of this one.
    """

    key: str
    address: str
    draft: str


def offered(email: str, *, session: UUID, signer: Signer, draft: str = "") -> Offer:
    """The key of a `draft` that this session was given before, or else a new one."""
    key = _drafted(draft, session, signer) or totp.new_key()
    kept = urlsafe_b64encode(sealed(key, of=session, signer=signer)).decode()
    return Offer(totp.in_fours(key), totp.address(key, email), kept)


async def add(
    account: UUID, draft: str, digits: str, *, session: UUID, signer: Signer, at: datetime
) -> UUID:
    """Keep the app whose `digits` were typed; raises Invalid when they are not its own."""
    key = _drafted(draft, session, signer)
    step = totp.step_of(key, digits, at=at) if key else None
    if key is None or step is None:
        raise Invalid(
            {"digits": _("No son los dígitos que la aplicación muestra ahora. Probar de nuevo.")}
        )
    if key in dict(await keys(account, signer=signer)).values():
        # Two of one key would believe the same digits twice.
        raise Invalid({"digits": _("Esta aplicación ya está agregada.")})
    return await keep(account, key, step=step, signer=signer, at=at)


async def keep(account: UUID, key: bytes, *, signer: Signer, at: datetime, step: int = 0) -> UUID:
    """Write an app's key down, sealed; digits up to `step` are used already."""
    row = Authenticator(
        id=new_id(),
        account=account,
        name="",
        sealed_key=sealed(key, of=account, signer=signer),
        created_at=at,
        confirmed_at=at,
        last_step=step,
    )
    await Authenticator.insert(row)
    return UUID(str(row.id))


async def believed(account: UUID, digits: str, *, signer: Signer, at: datetime) -> bool:
    """Whether an app of this account shows these digits; the same ones are believed once."""
    for app, key in await keys(account, signer=signer):
        step = totp.step_of(key, digits, at=at)
        if step is not None and await _used_up(app, step, at):
            return True
    return False


async def keys(account: UUID, *, signer: Signer) -> list[tuple[UUID, bytes]]:
    """The apps of an account with their keys; one sealed by another installation has none."""
    rows = await fetch(
        "SELECT id, sealed_key FROM authenticator"
        " WHERE account = $1 AND confirmed_at IS NOT NULL ORDER BY id",
        account,
    )
    found = [(row["id"], opened(row["sealed_key"], of=account, signer=signer)) for row in rows]
    return [(app, key) for app, key in found if key]


async def _used_up(authenticator: UUID, step: int, at: datetime) -> bool:
    """Use a half minute up, unless it, or a later one, was used before.

    One in times to come was used by a clock that ran ahead: nobody waits for that.
    """
    return bool(
        await fetch(
            "UPDATE authenticator SET last_step = $2"
            " WHERE id = $1 AND (last_step < $2 OR last_step > $3) RETURNING id",
            authenticator,
            step,
            totp.half_minute(at) + AHEAD,
        )
    )


def _drafted(draft: str, session: UUID, signer: Signer) -> bytes | None:
    try:
        kept = urlsafe_b64decode(draft.encode("ascii"))
    except ValueError:
        return None
    return opened(kept, of=session, signer=signer)
