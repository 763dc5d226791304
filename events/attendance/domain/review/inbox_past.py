"""What was decided about one register, so that nobody has to ask who did."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch

MOST: Final = 30
DECIDED: Final = """
    SELECT d.kind, d.fate, d.reason, d.at, d.lines, coalesce(a.name, '') AS by
    FROM (
        SELECT doubt AS kind, fate, reason, decided_at AS at, decided_by, count(*) AS lines
        FROM ruling WHERE event = $1 GROUP BY doubt, fate, reason, decided_at, decided_by
        UNION ALL
        SELECT 'aside', fate, reason, decided_at, decided_by, count(*)
        FROM set_aside WHERE event = $1 AND fate IS NOT NULL
        GROUP BY fate, reason, decided_at, decided_by
    ) d LEFT JOIN account a ON a.id = d.decided_by
    ORDER BY d.at DESC, d.kind LIMIT $2
"""


class Past(Struct, frozen=True, kw_only=True):
    """A decision about so many doubts of a kind; `by` is '' for nobody who has an account now."""

    kind: str
    fate: str
    reason: str
    at: datetime
    lines: int
    by: str


async def decided_at(event: UUID) -> list[Past]:
    """The last decisions about an event, the latest first."""
    rows = await fetch(DECIDED, event, MOST)
    return msgspec.convert([dict(row) for row in rows], list[Past])
