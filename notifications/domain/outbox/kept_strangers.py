"""Throwing away kept letters to people whose address has been forgotten meanwhile."""

import asyncio
from pathlib import Path
from typing import Final

from notifications.channels import folder as shelf
from server.foundation.database import fetch

STRANGERS: Final = """
    SELECT n.id FROM notice n JOIN registration r ON r.id = n.registration
    WHERE n.id::text = ANY($1) AND r.contact IS NULL
"""


async def forget(*, folder: Path) -> None:
    """Delete the letters in the folder that hold an address nobody may hold any more."""
    kept = await asyncio.to_thread(shelf.names, folder=folder)
    for row in await fetch(STRANGERS, kept):
        await asyncio.to_thread(shelf.discard, str(row["id"]), folder=folder)
