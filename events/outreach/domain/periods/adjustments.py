"""What became known of events after their period was closed."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch

LINES: Final = """
    SELECT a.event, a.period, l.sex, l.age_band, coalesce(l.audience, 'unknown') AS audience,
        sum(l.people)::int AS people
    FROM adjustment a JOIN adjustment_line l ON l.adjustment = a.id
    WHERE a.event = ANY($1)
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(l.people) <> 0
    ORDER BY 1, 3, 4, 5
"""
MADE: Final = """
    SELECT a.id, a.period, a.event, a.reason, a.made_at, a.told_on, a.takes_back,
        coalesce(c.name, '') AS made_by, t.id AS taken_back_by,
        coalesce((SELECT jsonb_agg(jsonb_build_object('sex', l.sex, 'age_band', l.age_band,
                'audience', coalesce(l.audience, 'unknown'), 'people', l.people)
            ORDER BY l.sex, l.age_band, l.audience, l.id)
            FROM adjustment_line l WHERE l.adjustment = a.id), '[]')::text AS lines
    FROM adjustment a
        LEFT JOIN account c ON c.id = a.made_by
        LEFT JOIN adjustment t ON t.takes_back = a.id
    WHERE a.period = $1
    ORDER BY a.made_at, a.id
"""


class Adjusted(Struct, frozen=True, kw_only=True):
    """So many people more at an event than its register says, or fewer where negative."""

    event: UUID
    period: UUID
    sex: str
    age_band: str
    audience: str
    people: int


class CellLine(Struct, frozen=True, kw_only=True):
    """So many people more, or fewer, of one sex, age and audience."""

    sex: str
    age_band: str
    audience: str
    people: int


class Made(Struct, frozen=True, kw_only=True):
    """An adjustment; `takes_back` is the one it undoes, `taken_back_by` the one that undid it."""

    id: UUID
    period: UUID
    event: UUID
    reason: str
    made_at: datetime
    made_by: str
    told_on: date | None
    takes_back: UUID | None
    taken_back_by: UUID | None
    lines: tuple[CellLine, ...]

    @property
    def people(self) -> int:
        """By how many people it changes the contacts."""
        return sum(line.people for line in self.lines)


async def lines(events: Collection[UUID]) -> list[Adjusted]:
    """All adjustments of these events together, cell by cell; what comes to nothing is left out."""
    rows = await fetch(LINES, list(events))
    return msgspec.convert([dict(row) for row in rows], list[Adjusted])


async def made(period: UUID) -> list[Made]:
    """The adjustments of a period as they were made, the first one first."""
    rows = await fetch(MADE, period)
    decoded = [{**row, "lines": msgspec.json.decode(row["lines"])} for row in rows]
    return msgspec.convert(decoded, list[Made])
