"""Which helper is which account, for rooms below that know accounts only."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from server.foundation.database import fetch

PAIRS: Final = "SELECT id, account FROM volunteer WHERE id = ANY($1) OR account = ANY($1)"


async def helpers(among: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Each helper with their account, where either is among those asked for."""
    return [(row["id"], row["account"]) for row in await fetch(PAIRS, list(among))]
