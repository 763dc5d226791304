"""Lines that phones sent and no register could take: each waits for a coordinator."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.clocks import CORRECTED
from server.foundation.database import fetch

MOST: Final = 200
"""Lines shown at once; those behind them follow when these are decided."""
STRAYS: Final = f"""
    SELECT s.id, s.phone, p.name AS phone_name, s.why, s.received_at, s.clock_skew,
        {CORRECTED} AS at, s.sex, s.age_band, s.audience,
        s.people, s.pseudonym IS NOT NULL AS card,
        s.pseudonym IS NOT NULL AND EXISTS (SELECT FROM check_in c WHERE c.event = s.event
            AND c.pseudonym = s.pseudonym AND c.standing) AS there
    FROM set_aside s LEFT JOIN door_phone p ON p.id = s.phone
    WHERE s.event = $1 AND s.fate IS NULL
    ORDER BY s.at, s.id LIMIT $2
"""


class Stray(Struct, frozen=True, kw_only=True):
    """A line that was set aside; `at` is corrected, `there` says that its pass is recorded anyway.

    `people` is None for one person with a line of their own.
    """

    id: UUID
    phone: UUID | None
    phone_name: str | None
    why: Literal["early", "late", "closed", "cancelled"]
    at: datetime
    received_at: datetime
    clock_skew: int
    sex: str
    age_band: str
    audience: str | None
    people: int | None
    card: bool
    there: bool


class Group(Struct, frozen=True):
    """Lines of one phone that one thing stands in the way of, by time."""

    phone: UUID | None
    phone_name: str | None
    why: str
    lines: list[Stray]

    @property
    def people(self) -> int:
        """How many people they are."""
        return sum(line.people or 1 for line in self.lines)


async def of_event(event: UUID) -> list[Group]:
    """What was set aside at an event and nobody has decided."""
    rows = await fetch(STRAYS, event, MOST)
    return grouped(msgspec.convert([dict(row) for row in rows], list[Stray]))


def grouped(strays: Sequence[Stray]) -> list[Group]:
    """Strays by phone and by what stands in their way, those that came first before the others."""
    together: defaultdict[tuple[UUID | None, str], list[Stray]] = defaultdict(list)
    for stray in sorted(strays, key=lambda stray: (stray.at, stray.id)):
        together[stray.phone, stray.why].append(stray)
    return [
        Group(phone, lines[0].phone_name, why, lines) for (phone, why), lines in together.items()
    ]


async def phones_of(event: UUID) -> dict[UUID, str]:
    """The names of the phones at the door of an event."""
    rows = await fetch("SELECT id, name FROM door_phone WHERE event = $1", event)
    return {row["id"]: row["name"] for row in rows}
