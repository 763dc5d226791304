"""Forgetting how people who registered could be told: seven days after, they are strangers."""

from datetime import datetime, timedelta
from typing import Final

from server.foundation.database import execute

KEPT: Final = timedelta(days=7)
# Whoever cancels is forgotten at once; this is for the rest, whatever became of the event, and for
# those whose seats somebody else took back.
FORGET: Final = """
    UPDATE registration r SET contact = NULL, quiet = false FROM event e
    WHERE e.id = r.event AND (r.contact IS NOT NULL OR r.quiet)
        AND (e.ends_at < $1 OR r.ended_at < $1)
"""


async def forget(*, before: datetime) -> None:
    """Delete the addresses left for events that ended, or for seats taken back, before then."""
    await execute(FORGET, before)
