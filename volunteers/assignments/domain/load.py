"""How many places people hold in a span of time, beside the median of their network."""

from collections.abc import Collection, Mapping
from datetime import datetime
from statistics import median_low
from typing import Final
from uuid import UUID

from msgspec import Struct

from server.foundation.database import fetch

PEOPLE: Final = """
    SELECT v.id FROM volunteer v JOIN account c ON c.id = v.account
    WHERE c.disabled_at IS NULL AND ($1::uuid[] IS NULL OR v.id = ANY($1))
"""
# Counted for all at once, beside the people: joined to them the database may choose, once it plans
# without looking at the dates, to count anew for each of them, which takes seconds.
PLACES: Final = """
    SELECT a.volunteer, count(*) AS places FROM assignment a JOIN event e ON e.id = a.event
    WHERE a.status IN ('accepted', 'attended') AND e.status <> 'cancelled'
        AND e.starts_at >= $1 AND e.starts_at < $2
    GROUP BY a.volunteer
"""
# Who is in no network is compared with those at home in the same municipality.
PEERS: Final = """
    SELECT o.id, v.id AS mine FROM volunteer v JOIN volunteer o ON
        CASE WHEN v.network IS NULL THEN o.home = v.home ELSE o.network = v.network END
    WHERE v.account = $1
"""


class Load(Struct, frozen=True):
    """One's own places, and the lower median of one's network."""

    places: int
    median: int


async def places(
    start: datetime, end: datetime, *, only: Collection[UUID] | None = None
) -> Mapping[UUID, int]:
    """The places each person has at events that begin in [start, end); of everybody, or of some."""
    people = await fetch(PEOPLE, None if only is None else list(only))
    held = {row["volunteer"]: row["places"] for row in await fetch(PLACES, start, end)}
    return {row["id"]: held.get(row["id"], 0) for row in people}


async def own(account: UUID, start: datetime, end: datetime) -> Load:
    """What an account's helper has in [start, end), beside their network; nothing for others."""
    peers = await fetch(PEERS, account)
    found = await places(start, end, only=[row["id"] for row in peers])
    mine = found.get(peers[0]["mine"], 0) if peers else 0
    return Load(mine, median(found.values()))


def median(numbers: Collection[int]) -> int:
    """The lower middle one; 0 of none."""
    return median_low(numbers) if numbers else 0
