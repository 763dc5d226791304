"""Events to which lines may belong that were noticed at the door of another one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.opening import MARGIN
from server.foundation.database import fetch
from server.foundation.identity import EVERYWHERE, Actor

AROUND: Final = timedelta(hours=36)
MOST: Final = 40
HOMES: Final = """
    SELECT e.id, e.title, e.starts_at, e.ends_at, e.zone, e.municipality, e.venue, e.status
    FROM event e
    WHERE e.id <> $1 AND e.status IN ('published', 'closed')
        AND e.starts_at <= $3 AND e.ends_at >= $2
        AND ($4::text[] IS NULL OR e.municipality = ANY($4))
    ORDER BY abs(extract(epoch FROM e.starts_at - $5::timestamptz)), e.id LIMIT $6
"""


class Home(Struct, frozen=True, kw_only=True):
    """An event that may be meant."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    municipality: str
    venue: UUID | None
    status: str

    def received(self, moment: datetime) -> bool:
        """Whether its door was open then."""
        return self.starts_at - MARGIN <= moment <= self.ends_at + MARGIN


class Origin(Struct, frozen=True):
    """Where the lines were noticed."""

    event: UUID
    municipality: str
    venue: UUID | None


async def around(origin: Origin, moments: Sequence[datetime], *, by: Actor) -> list[Home]:
    """Events near these moments where `by` looks after registers, the nearest first."""
    places = None if by.role in EVERYWHERE else sorted(by.municipalities)
    first, last = min(moments), max(moments)
    rows = await fetch(HOMES, origin.event, first - AROUND, last + AROUND, places, first, MOST)
    return msgspec.convert([dict(row) for row in rows], list[Home])


def likely(origin: Origin, moments: Sequence[datetime], homes: Sequence[Home]) -> Home | None:
    """The event that they most likely belong to: its door was open at every one of the moments.

    The same venue speaks most for it, then the same municipality; otherwise it is only a guess, and
    none is made.
    """
    fitting = [
        home
        for home in homes
        if home.municipality == origin.municipality and all(map(home.received, moments))
    ]
    return min(fitting, key=lambda home: _distance(origin, moments[0], home), default=None)


def _distance(origin: Origin, moment: datetime, home: Home) -> tuple[bool, timedelta, UUID]:
    elsewhere = origin.venue is None or home.venue != origin.venue
    return elsewhere, abs(home.starts_at - moment), home.id
