"""The register of one event as it is read: how many, of whom, and line by line without identity."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, Literal
from uuid import UUID

import msgspec
from asyncpg import Record
from msgspec import Struct

from events.attendance.domain.answers import SEXES
from events.attendance.domain.clocks import CORRECTED
from events.attendance.domain.wording import SOURCES
from events.planning.domain.age_atoms import ATOMS
from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotFound
from server.foundation.translation import gettext as _

WAYS: Final = ("screen", "paper", "door", "api")
"""How the people of a headcount were counted."""

# When it was by our clock, written as the index has it: in UTC, which needs no calendar. What is
# read is CORRECTED, which is the same wherever a calendar holds it.
MOMENT: Final = "(at AT TIME ZONE 'UTC') + clock_skew * interval '1 millisecond'"
CHECK_INS: Final = f"""
    SELECT id, source, NULL AS way, at, {CORRECTED} AS moment, received_at, clock_skew, phone, sex,
        age_band, audience, 1 AS people, standing, corrects, voided_at, void_reason
    FROM check_in WHERE event = $1
"""
HEADCOUNTS: Final = f"""
    SELECT id, 'headcount', way, at, {CORRECTED} AS moment, received_at, clock_skew, phone, sex,
        age_band, audience, count, voided_at IS NULL, corrects, voided_at, void_reason
    FROM headcount WHERE event = $1
"""
CELLS: Final = """
    SELECT source, NULL AS way, sex, age_band, standing AS counts, voided_at IS NOT NULL AS voided,
        count(*) AS people, count(*) AS lines
    FROM check_in WHERE event = $1 GROUP BY source, sex, age_band, counts, voided
    UNION ALL
    SELECT 'headcount', way, sex, age_band, voided_at IS NULL AS counts,
        voided_at IS NOT NULL AS voided, sum(count), count(*)
    FROM headcount WHERE event = $1 GROUP BY way, sex, age_band, counts, voided
"""
BEGINNING: Final = (datetime.max.replace(tzinfo=UTC), UUID(int=2**128 - 1))
"""The place after which every line is."""
ONE: Final = f"{CHECK_INS} AND id = $2 UNION ALL {HEADCOUNTS} AND id = $2"
# Each of the two is cut off by itself, so that no more is read than is shown.
PART: Final = f"""
    AND ({MOMENT}, id) < ($2::timestamptz AT TIME ZONE 'UTC', $3::uuid)
    ORDER BY {MOMENT} DESC, id DESC LIMIT $4
"""
PAGE: Final = f"""
    ({CHECK_INS} AND (standing OR voided_at IS NOT NULL) {PART})
    UNION ALL ({HEADCOUNTS} {PART})
    ORDER BY moment DESC, id DESC LIMIT $4
"""


class Cell(Struct, frozen=True, kw_only=True):
    """Lines that share source, way, sex and age band; what neither counts nor is voided repeats."""

    source: str
    way: str | None
    sex: str
    age_band: str
    counts: bool
    voided: bool
    people: int
    lines: int


class Totals(Struct, frozen=True, kw_only=True):
    """How many; each breakdown adds up to `people`, and none of them counts what was voided."""

    people: int
    by_source: dict[str, int]
    by_way: dict[str, int]
    """Of `by_source["headcount"]`."""
    by_sex: dict[str, int]
    by_age_band: dict[str, int]
    by_sex_and_age_band: dict[str, dict[str, int]]
    """By age band and then by sex."""
    voided_lines: int
    repeats: int
    """How often a pass was noticed again."""


class RegisterLine(Struct, frozen=True, kw_only=True):
    """One person, or `people` of them in a headcount, without identity.

    `at` is what the clock showed where it was noticed, and `moment` when that was by ours:
    `clock_skew` milliseconds later. A line that is neither `standing` nor voided is one more
    sighting of a pass that counts already.
    """

    id: UUID
    source: Literal["self", "door", "api", "headcount"]
    way: Literal["screen", "paper", "door", "api"] | None
    at: datetime
    moment: datetime
    received_at: datetime
    clock_skew: int
    phone: UUID | None
    sex: str
    age_band: str
    audience: str | None
    people: int
    standing: bool
    corrects: UUID | None
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
    found = list(cells)
    counted = [cell for cell in found if cell.counts]
    source, sex, band = Counter[str](), Counter[str](), Counter[str]()
    way = Counter[str | None]()
    table = {name: Counter[str]() for name in ATOMS}
    for cell in counted:
        source[cell.source] += cell.people
        way[cell.way] += cell.people
        sex[cell.sex] += cell.people
        band[cell.age_band] += cell.people
        table[cell.age_band][cell.sex] += cell.people
    return Totals(
        people=source.total(),
        by_source={name: source[name] for name in SOURCES},
        by_way={name: way[name] for name in WAYS},
        by_sex={name: sex[name] for name in SEXES},
        by_age_band={name: band[name] for name in ATOMS},
        by_sex_and_age_band={name: {s: row[s] for s in SEXES} for name, row in table.items()},
        voided_lines=sum(cell.lines for cell in found if cell.voided),
        repeats=sum(cell.lines for cell in found if not cell.counts and not cell.voided),
    )


async def lines_of(event: UUID, *, cursor: str = "", limit: int = 100) -> Page:
    """Lines of an event's register after `cursor`: '' or the `next` of a page; raises Invalid.

    Those that were voided are among them; what was noticed once more is not.
    """
    moment, line = _place(cursor) if cursor else BEGINNING
    rows = await fetch(PAGE, event, moment, line, limit + 1)
    lines = [_line(row) for row in rows]
    more = len(lines) > limit
    shown = lines[:limit]
    return Page(shown, f"{shown[-1].moment.isoformat()}_{shown[-1].id}" if more else None)


async def line_of(event: UUID, line: UUID) -> RegisterLine:
    """One line of an event's register; raises NotFound."""
    rows = await fetch(ONE, event, line)
    if not rows:
        raise NotFound(_("Esta línea no existe."))
    return _line(rows[0])


def _line(row: Record) -> RegisterLine:
    return msgspec.convert(dict(row), RegisterLine)


def _place(cursor: str) -> tuple[datetime, UUID]:
    moment, _line, line = cursor.partition("_")
    try:
        return datetime.fromisoformat(moment).astimezone(UTC), UUID(line)
    except (ValueError, OverflowError) as error:
        raise Invalid({"cursor": _("Esa página no existe.")}) from error
