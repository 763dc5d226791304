"""Taking in what a provider tells us: how messages fare, and who wants no more of them."""

from datetime import datetime
from typing import Final

import structlog
from asyncpg import DataError, IntegrityConstraintViolationError

from notifications.channels.heard import Heard, Reply, Report, kept
from notifications.domain.contacts import consents
from notifications.domain.contacts.spellings import spellings
from notifications.domain.outbox import receipts
from server.foundation.database import fetch, transaction
from server.foundation.identity import new_id

REPLIED: Final = "reply"
UNUSABLE: Final = (DataError, IntegrityConstraintViolationError)
# A provider that hears no answer says it again, and the last word must stand.
REMEMBER: Final = """
    INSERT INTO receipt (id, channel, reference, status, at, received_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id
"""
LATER: Final = """
    SELECT 1 FROM contact c JOIN consent l ON l.account = c.account AND l.channel = c.channel
    WHERE c.channel = $1 AND c.address = ANY($2) AND l.at > $3 LIMIT 1
"""
log: Final = structlog.get_logger()


async def hear(channel: str, heard: Heard, *, at: datetime) -> None:
    """Take in every part; one that cannot be kept holds up no other.

    Where the database itself fails, what it did not take is raised after the rest: the provider
    tells it again, and twice is harmless.
    """
    failures: list[Exception] = []
    parts: list[Report | Reply] = [*heard.reports, *heard.replies]
    for part in parts:
        try:
            await _take_in(channel, part, at)
        except UNUSABLE as error:
            log.warning("a report cannot be kept", channel=channel, why=type(error).__name__)
        except Exception as error:  # noqa: BLE001 (whatever it is, the others come first)
            failures.append(error)
    if failures:
        raise failures[0]


async def _take_in(channel: str, part: Report | Reply, at: datetime) -> None:
    if isinstance(part, Reply):
        await _take_back_or_give(channel, part, at)
    else:
        await receipts.report(channel, part, received_at=at)


async def _take_back_or_give(channel: str, reply: Reply, at: datetime) -> None:
    """Nothing is kept of the words, only that this message was heard already."""
    async with transaction():
        marked = kept(f"{REPLIED}:{reply.reference}")
        news = await fetch(REMEMBER, new_id(), channel, marked, REPLIED, reply.at, at)
        if news and not await _thought_better_of_it(channel, reply):
            await consents.by_reply(channel, reply.address, reply.given, at=reply.at or at)


async def _thought_better_of_it(channel: str, reply: Reply) -> bool:
    """Whether an agreement reaches us after a later word; a refusal that comes late still holds."""
    if not reply.given or reply.at is None:
        return False
    return bool(await fetch(LATER, channel, spellings(reply.address), reply.at))
