"""Every try to tell somebody a notice, and what is known of it since."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct, convert

from server.foundation.database import fetch


class Attempt(Struct, frozen=True, kw_only=True):
    """One delivery; without an outcome it is under way.

    `receipt` is the furthest that it came as far as the provider reported, at `settled_at` what
    was in doubt about it was settled. `segments` are the parts of a text message.
    """

    attempt: int
    channel: str
    began_at: datetime
    ended_at: datetime | None
    outcome: str | None
    detail: str
    receipt: str | None
    settled_at: datetime | None
    segments: int | None


async def attempts(notice: UUID) -> list[Attempt]:
    """Every delivery of a notice, the first first; who may ask is for the asker to know."""
    rows = await fetch(
        "SELECT attempt, channel, began_at, ended_at, outcome, detail, receipt, settled_at,"
        " segments FROM delivery WHERE notice = $1 ORDER BY attempt",
        notice,
    )
    return convert([dict(row) for row in rows], list[Attempt])
