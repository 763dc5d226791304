"""How long a helper has been there so far, by their own scans or as a coordinator confirmed."""

from typing import Final
from uuid import UUID

from server.foundation.database import fetch
from volunteers.assignments.domain.presence_hours import Window, minutes_present

PRESENT: Final = """
    SELECT e.starts_at, e.ends_at, a.arrived_at, a.left_at
    FROM assignment a JOIN event e ON e.id = a.event JOIN volunteer v ON v.id = a.volunteer
    WHERE v.account = $1 AND a.status = 'attended'
"""


async def minutes(account: UUID) -> int:
    """Whole minutes at all events."""
    return sum(
        minutes_present(Window(row["starts_at"], row["ends_at"]), row["arrived_at"], row["left_at"])
        for row in await fetch(PRESENT, account)
    )
