"""What every machine of an installation must agree on, or need find out only once."""

from typing import Final

from server.foundation.database import execute, fetch

KEEP: Final = """
    INSERT INTO installation_fact (name, value) VALUES ($1, $2)
    ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value
"""
# The first to say it is remembered, whoever it is; everybody reads what is remembered.
AGREE: Final = """
    WITH first AS (
        INSERT INTO installation_fact (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO NOTHING RETURNING value
    ) SELECT value FROM first UNION ALL SELECT value FROM installation_fact WHERE name = $1
"""


async def known(name: str) -> str:
    """What was kept under this name; empty if nothing was."""
    rows = await fetch("SELECT value FROM installation_fact WHERE name = $1", name)
    return str(rows[0]["value"]) if rows else ""


async def keep(name: str, value: str) -> None:
    """Keep it, in place of what was there."""
    await execute(KEEP, name, value)


async def agreed(name: str, value: str) -> str:
    """What the first machine said under this name; ours if nobody did before."""
    rows = await fetch(AGREE, name, value)
    # Two that say it at the same moment: the slower one sees neither its own nor the other's.
    return str(rows[0]["value"]) if rows else await known(name)
