"""What waits for an hour at which somebody may be reached is looked at again when that changed."""

from datetime import datetime
from typing import Final
from uuid import UUID

from server.foundation.database import execute

DUE: Final = """
    UPDATE notice SET due_at = $2
    WHERE account = $1 AND due_at > $2
        AND (state = 'held' OR (state = 'queued' AND wanted_at > $2))
"""


async def judge_anew(account: UUID, *, at: datetime) -> None:
    """Let the next round decide again when, and by which way, what is held may leave."""
    await execute(DUE, account, at)
