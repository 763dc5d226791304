"""In which lane what is due waits: a guess for all at once; what is certain is found at sending."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from notifications.domain.contacts.consents import LATEST
from server.foundation.database import execute

AGREED: Final = LATEST.format(account="c.account", channel="c.channel")
# Where nobody works, because a channel is off, stopped or rests for long, whoever works at the
# inbox decides what is done instead.
SORT: Final = f"""
    WITH waiting AS (
        SELECT n.id, coalesce(
            CASE WHEN n.webhook IS NOT NULL THEN 'webhook'
                WHEN n.kind IN ('sign_in_link', 'account_changed') THEN 'mail'
                WHEN n.kind = 'contact_check' THEN (
                    SELECT c.channel FROM contact c WHERE c.id = n.subject) END,
            n.channel,
            (SELECT c.channel FROM contact c
                WHERE c.account = n.account AND c.confirmed_at IS NOT NULL
                    AND c.channel = ANY($3) AND c.channel <> ALL(n.given_up)
                    AND (SELECT given FROM ({AGREED}) latest)
                ORDER BY c.position, c.channel LIMIT 1),
            CASE WHEN EXISTS (SELECT FROM contact c WHERE c.account = n.account) THEN 'inbox' END,
            'mail') AS lane
        FROM notice n
        WHERE n.state IN ('queued', 'held', 'unknown') AND n.due_at <= $1 AND n.kind = ANY($2)
            AND (n.way IS NULL OR n.way <> ALL($3))
        FOR UPDATE OF n SKIP LOCKED)
    UPDATE notice n SET way = CASE WHEN w.lane = ANY($3) THEN w.lane ELSE 'inbox' END
    FROM waiting w WHERE n.id = w.id
"""


async def sort(kinds: Collection[str], lanes: Collection[str], *, at: datetime) -> None:
    """Put what has no lane, or one where nobody works, into one of `lanes`."""
    await execute(SORT, at, list(kinds), list(lanes))
