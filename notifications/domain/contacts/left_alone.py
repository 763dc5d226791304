"""Addresses whose holder answered, before anybody knew whose they are, that they want nothing.

Whoever named one may be wrong, or mean ill: only the address itself can take that back. What is
kept is a fingerprint, with the receipts of its channel.
"""

from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from notifications.domain.contacts.spellings import spellings
from server.foundation.database import execute, fetch
from server.foundation.identity import new_id

REFUSED: Final = "refused"
NOTE: Final = """
    INSERT INTO receipt (id, channel, reference, status, received_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
"""
NOTED: Final = "SELECT FROM receipt WHERE channel = $1 AND reference = $2 AND status = $3"
FORGET: Final = "DELETE FROM receipt WHERE channel = $1 AND reference = $2 AND status = $3"


async def note(account: UUID, channel: str, address: str, *, at: datetime) -> None:
    """The holder of this address does not want to be asked for this account."""
    await execute(NOTE, new_id(), channel, _mark(account, address), REFUSED, at)


async def is_noted(account: UUID, channel: str, address: str) -> bool:
    """Whether they said so."""
    return bool(await fetch(NOTED, channel, _mark(account, address), REFUSED))


async def forget(account: UUID, channel: str, address: str) -> None:
    """They may be asked again: they said that too."""
    await execute(FORGET, channel, _mark(account, address), REFUSED)


def _mark(account: UUID, address: str) -> str:
    fingerprint = sha256(account.bytes + spellings(address)[0].encode()).hexdigest()
    return f"{REFUSED}:{account}:{fingerprint}"
