"""How each channel is doing: what waits, what left lately, and whether it is held up."""

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct, convert

from notifications.domain.outbox.figures import UNTRIED
from server.foundation.database import fetch
from server.foundation.identity import Actor

CHANNELS: Final = ("mail", "whatsapp", "sms", "webhook")
NO_WAY_YET: Final = ""
LATELY: Final = timedelta(hours=24)
IN_A_ROW: Final = 3
# $1: now; $2: since when; $3: the channels. What waits for its moment is not in the queue yet.
HEALTH: Final = f"""
    SELECT c.channel, s.stopped_at, s.open_until,
        coalesce(nullif(s.detail, ''), last.detail, '') AS detail,
        coalesce(last.failing, false) AS failing,
        c.channel <> 'webhook' OR EXISTS (SELECT FROM webhook) AS used,
        coalesce(q.number, 0) AS queued, coalesce(q.untried, 0) AS untried, q.oldest,
        coalesce(d.sent, 0) AS sent,
        coalesce(d.failed, 0) AS failed, coalesce(d.doubt, 0) AS doubt,
        coalesce(d.delivered, 0) AS delivered, d.median
    FROM unnest($3::text[]) WITH ORDINALITY c (channel, place)
        LEFT JOIN channel_state s ON s.channel = c.channel
        LEFT JOIN (
            SELECT coalesce(n.way, n.channel, '') AS channel, count(*) AS number,
                count(t.since) AS untried, min(t.since) AS oldest
            FROM notice n, LATERAL (SELECT {UNTRIED} AS since) t
            WHERE n.state IN ('queued', 'held', 'unknown', 'in_flight')
                AND greatest(n.owed_at, n.wanted_at) <= $1
            GROUP BY 1) q ON q.channel = c.channel
        LEFT JOIN (
            SELECT d.channel,
                count(*) FILTER (WHERE d.outcome = 'sent' AND d.receipt IS DISTINCT FROM 'failed')
                    AS sent,
                count(*) FILTER (WHERE d.outcome IN ('failed', 'refused') OR d.receipt = 'failed')
                    AS failed,
                count(*) FILTER (WHERE d.outcome = 'unknown') AS doubt,
                count(*) FILTER (WHERE d.receipt IN ('delivered', 'read')) AS delivered,
                percentile_cont(0.5) WITHIN GROUP (
                    ORDER BY greatest(d.ended_at - greatest(n.owed_at, n.wanted_at), '0'))
                    FILTER (WHERE d.outcome = 'sent') AS median
            FROM delivery d JOIN notice n ON n.id = d.notice
            WHERE d.began_at >= $2 GROUP BY 1) d ON d.channel = c.channel
        LEFT JOIN LATERAL (
            SELECT bool_and(l.outcome <> 'sent') AND (count(*) = {IN_A_ROW}
                    OR bool_or(l.outcome IN ('failed', 'unknown'))) AS failing,
                (array_agg(l.detail ORDER BY l.ended_at DESC))[1] AS detail
            FROM (SELECT outcome, detail, ended_at FROM delivery
                WHERE channel = c.channel AND began_at >= $2 AND outcome IS NOT NULL
                ORDER BY ended_at DESC, attempt DESC LIMIT {IN_A_ROW}) l) last ON true
    ORDER BY c.place
"""


class Health(Struct, frozen=True, kw_only=True):
    """A channel; without a name, what has no way yet.

    It waits until `open_until`, or from `stopped_at` on until a person lets it go on. It is
    `failing` when none of the last attempts of the last day got through, more than a person being
    refused; `detail` says why. It is `used` unless nobody is there to be told by it. Of what is
    `queued` so many are `untried`, the `oldest` since then. `median` is the time from when a notice
    was owed until it was sent. The attempts that were sent, failed, are in doubt or were delivered
    are counted over the last day.
    """

    channel: str
    stopped_at: datetime | None
    open_until: datetime | None
    detail: str
    failing: bool
    used: bool
    queued: int
    untried: int
    oldest: datetime | None
    sent: int
    failed: int
    doubt: int
    delivered: int
    median: timedelta | None

    def waits(self, at: datetime) -> bool:
        """Whether nothing leaves for now, and goes on by itself."""
        return self.stopped_at is None and self.open_until is not None and self.open_until > at


async def channels(by: Actor, *, at: datetime) -> list[Health]:
    """Every channel, and last what has no way yet."""
    by.need("notices")
    rows = await fetch(HEALTH, at, at - LATELY, [*CHANNELS, NO_WAY_YET])
    return convert([dict(row) for row in rows], list[Health])
