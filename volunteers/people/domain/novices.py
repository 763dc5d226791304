"""Who is new, and goes only beside somebody who is not."""

from datetime import datetime
from uuid import UUID

from server.accounts.domain import audit
from server.foundation.database import execute
from server.foundation.identity import Actor
from volunteers.people.domain import reach


async def count_as(volunteer: UUID, *, novice: bool, by: Actor, at: datetime) -> None:
    """Count somebody as new, or no longer; raises NotFound or NotAllowed."""
    async with reach.held(volunteer):
        await reach.need_coordination(volunteer, by)
        await execute("UPDATE volunteer SET novice = $2 WHERE id = $1", volunteer, novice)
        subject = f"volunteer:{volunteer}"
        await audit.record(by, "volunteer.counted", subject, at=at, novice=novice)
