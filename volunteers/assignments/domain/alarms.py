"""What has to be told at once to whoever plans: somebody called off late."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch
from volunteers.assignments.domain.deadlines import LATE

HOURS: Final = LATE // timedelta(hours=1)
# The answer before the last one said yes.
LATE_CANCELLATIONS: Final = f"""
    SELECT n.id AS answer, a.id AS assignment, a.event, a.role, p.name, n.at
    FROM assignment a
        JOIN event e ON e.id = a.event
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
        JOIN LATERAL (SELECT id, at, answer FROM answer
            WHERE assignment = a.id ORDER BY at DESC, id DESC LIMIT 1) n ON n.answer = 'declined'
        JOIN LATERAL (SELECT answer FROM answer
            WHERE assignment = a.id AND answer.id <> n.id AND answer.at <= n.at
            ORDER BY at DESC, id DESC LIMIT 1) before ON before.answer = 'accepted'
    WHERE a.status = 'declined' AND n.at > e.starts_at - interval '{HOURS} hours'
"""


class LateCancellation(Struct, frozen=True, kw_only=True):
    """Somebody who had said yes said no at short notice; `answer` is the one that did."""

    answer: UUID
    assignment: UUID
    event: UUID
    role: str
    name: str
    at: datetime


async def late_cancellations(*, at: datetime) -> list[LateCancellation]:
    """Those for events that are still ahead, the latest first."""
    ahead = "e.status IN ('draft', 'published') AND e.starts_at > $1 ORDER BY n.at DESC, n.id"
    rows = await fetch(f"{LATE_CANCELLATIONS} AND {ahead}", at)
    return msgspec.convert([dict(row) for row in rows], list[LateCancellation])


async def called_off_late(event: UUID) -> frozenset[UUID]:
    """The places at an event that somebody gave back when little time was left."""
    rows = await fetch(f"{LATE_CANCELLATIONS} AND a.event = $1", event)
    return frozenset(row["assignment"] for row in rows)
