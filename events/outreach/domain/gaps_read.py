"""Reading in which months the events of each place treated which topic."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from events.outreach.domain.gaps import Treated
from server.foundation.database import fetch

# Only what has begun: a topic that is planned has not been treated.
TREATED: Final = """
    SELECT e.municipality, t.topic,
        date_trunc('month', e.starts_at AT TIME ZONE $4)::date AS month, count(*) AS events
    FROM event e JOIN event_topic t ON t.event = e.id JOIN project p ON p.id = e.project
    WHERE e.status IN ('published', 'closed') AND e.starts_at <= $1
        AND e.municipality = ANY($2) AND ($3::text IS NULL OR p.slug = $3)
    GROUP BY 1, 2, 3
"""


async def treated(
    municipalities: Sequence[str], *, project: str | None, zone: str, at: datetime
) -> list[Treated]:
    """The events of these municipalities, of one project or of all, by topic and month."""
    rows = await fetch(TREATED, at, list(municipalities), project, zone)
    return msgspec.convert([dict(row) for row in rows], list[Treated])
