"""The outbox in numbers, for programs that watch it: nobody's name, no event's title."""

from datetime import datetime
from typing import Final

from msgspec import Struct

from server.foundation.database import fetch

STANDING: Final = """
    SELECT state, coalesce(way, channel, 'none') AS channel, count(*) AS number
    FROM notice GROUP BY 1, 2 ORDER BY 1, 2
"""
# Since when a notice `n` waits for its first try; null where it does not. Whose hours hold it back
# waits for those, and what a channel that is held up puts off is no less due at $1 for it.
UNTRIED: Final = """
    CASE WHEN n.state IN ('queued', 'in_flight') AND greatest(n.owed_at, n.wanted_at) <= $1
        AND NOT EXISTS (
            SELECT FROM delivery d WHERE d.notice = n.id AND d.began_at >= n.owed_at)
        THEN greatest(n.owed_at, n.wanted_at) END
"""
OLDEST: Final = f"""
    SELECT coalesce(extract(epoch FROM $1 - min({UNTRIED})), 0)::float AS seconds
    FROM notice n WHERE n.state IN ('queued', 'in_flight')
"""
ATTEMPTS: Final = """
    SELECT channel, outcome, count(*) AS number FROM delivery
    WHERE outcome IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
"""
HELD_UP: Final = """
    SELECT channel, coalesce(open_until > $1, false) AS waiting, stopped_at IS NOT NULL AS stopped
    FROM channel_state ORDER BY channel
"""


class Figures(Struct, frozen=True, kw_only=True):
    """Notices by state and channel, attempts by channel and outcome, and each channel's standing.

    `oldest` is for how many seconds the first of those that are due waits for its first try.
    """

    notices: dict[tuple[str, str], int]
    attempts: dict[tuple[str, str], int]
    oldest: float
    waiting: dict[str, bool]
    stopped: dict[str, bool]


async def figures(*, at: datetime) -> Figures:
    """Count."""
    channels = await fetch(HELD_UP, at)
    return Figures(
        notices={(row["state"], row["channel"]): row["number"] for row in await fetch(STANDING)},
        attempts={(row["channel"], row["outcome"]): row["number"] for row in await fetch(ATTEMPTS)},
        oldest=(await fetch(OLDEST, at))[0]["seconds"],
        waiting={row["channel"]: row["waiting"] for row in channels},
        stopped={row["channel"]: row["stopped"] for row in channels},
    )
