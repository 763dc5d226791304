"""Telling whether two passes are the same without keeping either of them."""

import hashlib
import hmac
import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from events.attendance.domain.cards import pass_heirs
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.identity import Actor
from server.foundation.signing import Signer

PURPOSE: Final = "uniqueness period"
SALT_BYTES: Final = 32
MAKE: Final = "INSERT INTO period_key (period, salt) VALUES ($1, $2) ON CONFLICT DO NOTHING"
DESTROY: Final = """
    INSERT INTO period_key (period, salt, destroyed_at) VALUES ($1, NULL, $2)
    ON CONFLICT (period) DO UPDATE SET salt = NULL, destroyed_at = $2
    WHERE period_key.destroyed_at IS NULL
    RETURNING period
"""


def pseudonym(pass_code: str, *, salt: bytes, signer: Signer) -> bytes:
    """What stands for a pass within one period: 32 bytes that lead back to nobody.

    Making it takes the pass, the period's salt and the server's secret: a copy of the database,
    even with every pass ever printed, links nothing.
    """
    key = signer.derive(PURPOSE, salt)
    return hmac.digest(key, pass_code.encode(), hashlib.sha256)


async def salt_of(period: UUID) -> bytes | None:
    """What the key of a period is made with, drawn on the first use; None once it is destroyed."""
    await execute(MAKE, period, secrets.token_bytes(SALT_BYTES))
    rows = await fetch("SELECT salt FROM period_key WHERE period = $1", period)
    salt: bytes | None = rows[0]["salt"]
    return salt


async def destroy(period: UUID, *, by: Actor, at: datetime) -> None:
    """Forget the key of a period for good: the count remains, the trail does not."""
    async with transaction():
        if await fetch(DESTROY, period, at):
            await pass_heirs.forget(period)
            await audit.record(by, "trail.destroyed", f"period:{period}", at=at)
