"""How the question whether a contact works fares on its way there."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct, convert

from server.foundation.database import fetch

LATEST: Final = """
    SELECT DISTINCT ON (n.subject) n.subject AS contact, n.state, n.due_at, n.settled_at,
        d.channel, d.outcome, coalesce(d.detail, '') AS detail
    FROM notice n
        JOIN contact c ON c.id = n.subject
            AND n.key = concat_ws(':', 'contact', c.id, extract(epoch FROM c.said_at))
        LEFT JOIN LATERAL (SELECT channel, outcome, detail FROM delivery
            WHERE notice = n.id AND outcome IS NOT NULL ORDER BY attempt DESC LIMIT 1) d ON true
    WHERE n.kind = 'contact_check' AND n.subject = ANY($1)
    ORDER BY n.subject, n.owed_at DESC
"""


class Check(Struct, frozen=True, kw_only=True):
    """A question as it stands, and how the last attempt to ask it ended, if there was one."""

    contact: UUID
    state: str
    due_at: datetime
    settled_at: datetime | None
    channel: str | None
    outcome: str | None
    detail: str


async def checks_of(contacts: Collection[UUID]) -> dict[UUID, Check]:
    """What became of the last question to each; none where it is still to be asked."""
    rows = await fetch(LATEST, list(contacts))
    return {check.contact: check for check in convert([dict(row) for row in rows], list[Check])}
