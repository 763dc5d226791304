"""The ways into a database that was restored: those that had ended since are not open again."""

from datetime import datetime
from typing import Final

from server.accounts.domain import audit
from server.foundation.database import execute, transaction
from server.foundation.identity import SYSTEM

SPEND: Final = "UPDATE sign_in_link SET used_at = $1 WHERE used_at IS NULL"


async def shut(*, as_of: datetime, keep_sessions: bool, at: datetime) -> None:
    """Spend every link and end every session, and note that the past was brought back.

    A link that was used since, or a session that was ended since, would work once more.
    """
    async with transaction():
        await execute(SPEND, at)
        await execute("DELETE FROM challenge")
        if not keep_sessions:
            await execute("DELETE FROM session")
        detail = {"as_of": as_of.isoformat(), "sessions_kept": keep_sessions}
        await audit.record(SYSTEM, "backup.restored", "backup", at=at, **detail)
