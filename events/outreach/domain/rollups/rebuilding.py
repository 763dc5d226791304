"""Counting everything anew."""

from datetime import datetime
from typing import Final
from uuid import UUID

from events.outreach.domain.rollups.kept_counts import FOR_GOOD
from events.outreach.domain.rollups.recounting import recount
from events.outreach.domain.rollups.refreshing import COUNTING
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction

CLOSED: Final = "SELECT id FROM uniqueness_period WHERE closed_at IS NOT NULL"
FORGET: Final = (
    "DELETE FROM register_touch",
    f"DELETE FROM counted_event WHERE event NOT IN ({FOR_GOOD})",
    f"DELETE FROM counted_answers WHERE period NOT IN ({CLOSED})",
    f"DELETE FROM counted_person WHERE period NOT IN ({CLOSED})",
)
ALL: Final = f"""
    SELECT event FROM (
        SELECT event FROM check_in WHERE standing UNION SELECT event FROM headcount
    ) written WHERE event NOT IN ({FOR_GOOD})
"""


async def rebuild(*, at: datetime) -> int:
    """Forget what was counted and count every register; returns how many hold something.

    What was counted for good is not among it.

    Until it is done, whoever asks is answered from what was counted before.
    """
    async with transaction():
        await only_one_at_a_time(COUNTING)
        for statement in FORGET:
            await execute(statement)
        events: list[UUID] = [row["event"] for row in await fetch(ALL)]
        await recount(events, at=at)
        return len(events)
