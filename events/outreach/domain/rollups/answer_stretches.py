"""The answers of the passes of a period, written a stretch of numbers at a time."""

from typing import Final
from uuid import UUID

import numpy as np

from events.outreach.domain.rollups.packing import ANSWERS, STRETCH, Numbers, Records
from server.foundation.database import execute, fetch
from server.foundation.identity import new_id

KNOWN: Final = """
    SELECT stretch, answers FROM counted_answers WHERE period = $1 AND stretch = ANY($2)
"""
KEPT: Final = """
    INSERT INTO counted_answers (id, period, stretch, answers) VALUES ($1, $2, $3, $4)
    ON CONFLICT (period, stretch) DO UPDATE SET answers = excluded.answers
"""


async def write(period: UUID, passes: Numbers, answers: Records) -> None:
    """Keep what these passes of a period said last, in their order."""
    stretches = passes // STRETCH
    wanted = np.unique(stretches).tolist()
    known = {row["stretch"]: row["answers"] for row in await fetch(KNOWN, period, wanted)}
    for stretch in wanted:
        chosen = stretches == stretch
        places = passes[chosen] - stretch * STRETCH
        kept = _long_enough(known.get(stretch, b""), int(places.max()) + 1)
        kept[places] = answers[chosen]
        await execute(KEPT, new_id(), period, stretch, kept.tobytes())


def _long_enough(packed: bytes, length: int) -> Records:
    before = np.frombuffer(packed, ANSWERS)
    longer = np.zeros(max(length, len(before)), ANSWERS)
    longer[: len(before)] = before
    return longer
