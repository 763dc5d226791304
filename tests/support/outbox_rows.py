"""Notices as they stand in the outbox, without anybody having sent them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from notifications.tables import Delivery, Notice
from server.foundation.identity import Actor, new_id
from tests.support.events import TODAY

DONE = ("sent", "delivered", "read", "failed", "superseded")


async def noted(to: Actor, state: str = "sent", *, at: datetime = TODAY, **changes: Any) -> UUID:
    """A notice to somebody that stands like this."""
    given: dict[str, Any] = {
        "id": new_id(), "kind": "reminder", "account": to.account, "subject": new_id(),
        "owed_at": at, "due_at": at, "state": state, "way": "mail",
        "settled_at": at if state in DONE else None,
    } | changes  # fmt: skip
    await Notice.insert(Notice(key=str(given["id"]), **given))
    return UUID(str(given["id"]))


async def tried(
    notice: UUID, outcome: str = "refused", *, attempt: int = 1, at: datetime = TODAY, **more: Any
) -> None:
    """An attempt to say it."""
    given: dict[str, Any] = {
        "id": new_id(), "notice": notice, "attempt": attempt, "began_at": at, "ended_at": at,
    } | more  # fmt: skip
    await Delivery.insert(Delivery(outcome=outcome, **given))


async def failed(to: Actor, detail: str, *, channel: str = "mail", **changes: Any) -> UUID:
    """A notice that failed for good, and why."""
    notice = await noted(to, "failed", way=channel, given_up=[channel], attempts=1, **changes)
    await tried(notice, detail=detail, channel=channel)
    return notice
