"""Owing a link by mail: never so many that they fill the mailbox, never so few that none is good.

The same is asked and written for an address without an account, down to the last query.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from server.accounts.domain import limits
from server.foundation.database import fetch, transaction
from server.foundation.identity import new_id

FREELY: Final = 5
"""How many links an address is sent in an hour, however soon after one another."""
AN_HOUR: Final = timedelta(hours=1)
APART: Final = timedelta(minutes=5)
OWE: Final = """
    INSERT INTO sign_in_link (id, account, created_at, expires_at, by_mail, leads_to)
    SELECT $1, a.id, $3, $4, true, $5 FROM account a
    WHERE a.email = $2 AND a.disabled_at IS NULL AND ($6 OR NOT EXISTS (
        SELECT FROM sign_in_link l
        WHERE l.account = a.id AND l.by_mail AND l.used_at IS NULL AND l.created_at > $7))
    RETURNING id
"""


async def owe(email: str, *, at: datetime, lasts: timedelta, leads_to: str = "/") -> UUID | None:
    """Owe a link to the account of this address, unless a good one is on its way or there is none.

    `lasts` must be longer than `APART`: what remains of the one on its way is the difference.
    """
    address = email.strip().lower()
    async with transaction():
        # Counting holds the address until the end: of several who ask at once, each sees the last.
        asked = await limits.count(f"links to:{address}", within=AN_HOUR, at=at)
        freely = asked <= FREELY
        owed = await fetch(
            OWE, new_id(), address, at, at + lasts, leads_to, freely, at - APART
        )  # fmt: skip
    return owed[0]["id"] if owed else None
