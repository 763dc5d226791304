"""The few numbers that a phone at a door shows: all who are counted, and what it did itself."""

from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch

COUNTS: Final = """
    SELECT
        (SELECT count(*) FROM check_in WHERE event = $1 AND standing)
            + (SELECT coalesce(sum(count), 0) FROM headcount
                WHERE event = $1 AND voided_at IS NULL) AS people,
        (SELECT count(*) FROM check_in WHERE event = $1 AND phone = $2 AND standing) AS scanned,
        (SELECT coalesce(sum(count), 0) FROM headcount
            WHERE event = $1 AND phone = $2 AND voided_at IS NULL) AS counted
"""


class Counts(Struct, frozen=True):
    """`people` at the event by now; of these `scanned` and `counted` by the phone that asks."""

    people: int
    scanned: int
    counted: int


async def counts(event: UUID, phone: UUID) -> Counts:
    """The numbers for one phone."""
    (row,) = await fetch(COUNTS, event, phone)
    return msgspec.convert(dict(row), Counts)
