"""The register of one event as it is read: how many, of whom, and line by line without identity."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.answers import SEXES
from events.attendance.domain.wording import SOURCES
from events.planning.domain.age_atoms import ATOMS
from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotFound
from server.foundation.translation import gettext as _

LINES: Final = """
    SELECT id, source, at, received_at, sex, age_band, audience, 1 AS people, voided_at, void_reason
    FROM check_in WHERE event = $1
    UNION ALL
    SELECT id, 'headcount', at, received_at, sex, age_band, audience, count, voided_at, void_reason
    FROM headcount WHERE event = $1
"""
CELLS: Final = f"""
    SELECT source, sex, age_band, voided_at IS NOT NULL AS voided, sum(people) AS people,
        count(*) AS lines
    FROM ({LINES}) line GROUP BY source, sex, age_band, voided
"""
ONE: Final = f"SELECT * FROM ({LINES}) line WHERE id = $2"
PAGE: Final = f"""
    SELECT * FROM ({LINES}) line
    WHERE $2::timestamptz IS NULL OR (at, id) < ($2, $3)
    ORDER BY at DESC, id DESC LIMIT $4
"""


class Cell(Struct, frozen=True, kw_only=True):
    """People who share source, sex and age band."""

    source: str
    sex: str
    age_band: str
    voided: bool
    people: int
    lines: int


class Totals(Struct, frozen=True, kw_only=True):
    """How many; each breakdown adds up to `people`, and none of them counts what was voided."""

    people: int
    by_source: dict[str, int]
    by_sex: dict[str, int]
    by_age_band: dict[str, int]
    by_sex_and_age_band: dict[str, dict[str, int]]
    """By age band and then by sex."""
    voided_lines: int


class RegisterLine(Struct, frozen=True, kw_only=True):
    """One person, or `people` of them in a headcount, without identity."""

    id: UUID
    source: Literal["self", "door", "api", "headcount"]
    at: datetime
    received_at: datetime
    sex: str
    age_band: str
    audience: str | None
    people: int
    voided_at: datetime | None
    void_reason: str | None


class Page(Struct, frozen=True):
    """Some lines, latest first, and the cursor of those before them."""

    lines: list[RegisterLine]
    next: str | None


async def totals_of(event: UUID) -> Totals:
    """The totals of an event's register."""
    rows = await fetch(CELLS, event)
    return totals(msgspec.convert([dict(row) for row in rows], list[Cell]))


def totals(cells: Iterable[Cell]) -> Totals:
    """Add cells up."""
    source, sex, band = Counter[str](), Counter[str](), Counter[str]()
    table = {name: Counter[str]() for name in ATOMS}
    voided = 0
    for cell in cells:
        if cell.voided:
            voided += cell.lines
            continue
        source[cell.source] += cell.people
        sex[cell.sex] += cell.people
        band[cell.age_band] += cell.people
        table[cell.age_band][cell.sex] += cell.people
    return Totals(
        people=source.total(),
        by_source={name: source[name] for name in SOURCES},
        by_sex={name: sex[name] for name in SEXES},
        by_age_band={name: band[name] for name in ATOMS},
        by_sex_and_age_band={name: {s: row[s] for s in SEXES} for name, row in table.items()},
        voided_lines=voided,
    )


async def lines_of(event: UUID, *, cursor: str = "", limit: int = 100) -> Page:
    """Lines of an event's register after `cursor`: '' or the `next` of a page; raises Invalid."""
    moment, line = _place(cursor) if cursor else (None, None)
    rows = await fetch(PAGE, event, moment, line, limit + 1)
    lines = msgspec.convert([dict(row) for row in rows], list[RegisterLine])
    more = len(lines) > limit
    shown = lines[:limit]
    return Page(shown, f"{shown[-1].at.isoformat()}_{shown[-1].id}" if more else None)


async def line_of(event: UUID, line: UUID) -> RegisterLine:
    """One line of an event's register; raises NotFound."""
    rows = await fetch(ONE, event, line)
    if not rows:
        raise NotFound(_("Esta línea no existe."))
    return msgspec.convert(dict(rows[0]), RegisterLine)


def _place(cursor: str) -> tuple[datetime, UUID]:
    moment, _line, line = cursor.partition("_")
    try:
        return datetime.fromisoformat(moment).astimezone(UTC), UUID(line)
    except (ValueError, OverflowError) as error:
        raise Invalid({"cursor": _("Esa página no existe.")}) from error
