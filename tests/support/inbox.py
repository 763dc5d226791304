"""Notices to people, for tests that are not about how they are sent."""

from msgspec.structs import replace

from notifications.domain.notice import Notice
from server.foundation.database import execute
from server.foundation.identity import Actor, new_id
from tests.support.events import TODAY
from tests.support.everything_said import NOTICE


async def noticed(of: Actor, kind: str = "digest") -> Notice:
    """Something that somebody was told by mail."""
    notice = replace(NOTICE, id=new_id(), kind=kind, account=of.account)
    await execute(
        "INSERT INTO notice (id, key, kind, account, subject, owed_at, due_at, state, settled_at)"
        " VALUES ($1, $2, $3, $4, $1, $5, $5, 'sent', $5)",
        notice.id, str(notice.id), kind, of.account, TODAY,
    )  # fmt: skip
    return notice
