"""What a program was told last, and how that went."""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct, convert

from server.accounts.domain import audit
from server.foundation.database import fetch
from server.foundation.identity import Actor

MOST: Final = 20
LATEST: Final = """
    SELECT n.id, split_part(n.key, ':', 3) AS fact, n.state, n.in_doubt, n.attempts, n.owed_at,
        e.public_title AS title,
        coalesce((SELECT d.detail FROM delivery d WHERE d.notice = n.id AND d.outcome <> 'sent'
            ORDER BY d.attempt DESC LIMIT 1), '') AS reason
    FROM notice n LEFT JOIN event e ON e.id = n.event
    WHERE n.webhook = $1 ORDER BY n.owed_at DESC, n.id DESC LIMIT $2
"""


TRIED: Final = """
    SELECT at, detail ->> 'failure' AS failure FROM audit_entry
    WHERE subject = $1 AND act = 'webhook.tried' ORDER BY id DESC LIMIT 1
"""


class Past(Struct, frozen=True, kw_only=True):
    """A message; `reason` is what last kept it from arriving."""

    id: UUID
    fact: str
    state: str
    in_doubt: bool
    attempts: int
    owed_at: datetime
    title: str | None
    reason: str


async def latest(webhook: UUID) -> list[Past]:
    """The last messages to a program, the newest first."""
    rows = await fetch(LATEST, webhook, MOST)
    return convert([dict(row) for row in rows], list[Past])


class Trial(Struct, frozen=True):
    """When somebody last tried it out, and what kept that from arriving, if anything did."""

    at: datetime
    failure: str


async def note_trial(webhook: UUID, *, by: Actor, at: datetime, failure: str = "") -> None:
    """Keep how it went when somebody tried it out."""
    await audit.record(by, "webhook.tried", f"webhook:{webhook}", at=at, failure=failure)


async def last_trial(webhook: UUID) -> Trial | None:
    """How it went when somebody last tried it out."""
    rows = await fetch(TRIED, f"webhook:{webhook}")
    return convert(dict(rows[0]), Trial) if rows else None
