"""The demonstration organisation, and how to get into it."""

from typing import Final

from server.foundation.database import fetch
from server.foundation.settings import Settings

SEED: Final = 2026


async def prepare(configured: Settings, *, seed: int) -> list[str]:
    """Fill an empty database; returns what to tell the person, nothing if there is data."""
    if await fetch("SELECT FROM account LIMIT 1"):
        return []
    return [f"seed {seed} {configured.locale}"]


async def ways_in(configured: Settings) -> list[str]:
    """The demonstration accounts and how to sign in."""
    return [configured.base_url]
