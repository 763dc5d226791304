"""Giving up entries that are too old: a checkpoint takes their place."""

from datetime import datetime
from typing import Final

from server.accounts.domain.audit.recording import record
from server.foundation.database import fetch, transaction
from server.foundation.identity import SYSTEM

# Where nothing was done for long, what is due waits: the last year of what was done always stays.
BEFORE: Final = "least($1, (SELECT max(at) FROM audit_entry) - interval '365 days')"
DUE: Final = f"SELECT count(*) AS n FROM audit_entry WHERE at < {BEFORE}"
FORGET: Final = f"SELECT forget_audit_before({BEFORE}, $2, $3) AS gone"
BLANK: Final = "SELECT blank_audit_names($1) AS blanked"


async def due(before: datetime) -> int:
    """How many entries are older than that."""
    return int((await fetch(DUE, before))[0]["n"])


async def forget(before: datetime, *, most: int, at: datetime) -> int:
    """Give up to `most` of the oldest entries up, if they are older; that is on record itself."""
    async with transaction():
        gone = int((await fetch(FORGET, before, most, at))[0]["gone"])
        if gone:
            await record(SYSTEM, "audit.forgotten", "audit", at=at, entries=gone)
    return gone
