"""The figures as SQL on the registers alone: the published method, and what verifies the rollups.

It gives exactly what `totals` gives of the same lines, and takes its time. Adjustments of closed
periods are not in it, and ages are atoms.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal

import msgspec

from events.attendance.domain.clocks import CORRECTED
from events.outreach.domain.answered import DIMENSIONS, Dimension
from events.outreach.domain.asked_events import ASKED, chosen
from events.outreach.domain.questions import Question
from events.outreach.domain.totals import Breakdown, Cell
from server.foundation.database import fetch
from server.foundation.identity import Actor

Part = Literal["total"] | Dimension

# Every pass once at an event, with what it last said anywhere in its period; then everybody else.
WRITTEN: Final = f"""
    stood AS MATERIALIZED (
        SELECT a.id AS event, a.period, c.pseudonym, c.sex, c.age_band, c.audience
        FROM asked a JOIN check_in c ON c.event = a.id AND c.standing
    ),
    came AS (SELECT DISTINCT period, pseudonym FROM stood WHERE pseudonym IS NOT NULL),
    said AS (
        SELECT e.period, c.pseudonym, {CORRECTED} AS at, c.sex COLLATE "C" AS sex,
            c.age_band COLLATE "C" AS age_band, coalesce(c.audience, 'unknown') COLLATE "C"
                AS audience
        FROM check_in c JOIN event e ON e.id = c.event
            JOIN came ON came.period = e.period AND came.pseudonym = c.pseudonym
        WHERE c.standing AND e.status IN ('published', 'closed')
    ),
    answered AS MATERIALIZED (
        SELECT period, pseudonym,
            coalesce((array_agg(sex ORDER BY at DESC, sex DESC)
                FILTER (WHERE sex <> 'unknown'))[1], 'unknown') AS sex,
            coalesce((array_agg(age_band ORDER BY at DESC, age_band DESC)
                FILTER (WHERE age_band <> 'unknown'))[1], 'unknown') AS age_band,
            coalesce((array_agg(audience ORDER BY at DESC, audience DESC)
                FILTER (WHERE audience <> 'unknown'))[1], 'unknown') AS audience
        FROM said GROUP BY period, pseudonym
    ),
    written AS (
        SELECT c.event, c.period, c.pseudonym, s.sex, s.age_band, s.audience,
            1 AS check_ins, 0 AS headcount
        FROM stood c JOIN answered s ON s.period = c.period AND s.pseudonym = c.pseudonym
        UNION ALL
        SELECT event, period, NULL, sex, age_band, coalesce(audience, 'unknown'), 1, 0
        FROM stood WHERE pseudonym IS NULL
        UNION ALL
        SELECT a.id, a.period, NULL, h.sex, h.age_band, coalesce(h.audience, 'unknown'), 0, h.count
        FROM asked a JOIN headcount h ON h.event = a.id AND h.voided_at IS NULL
    )
"""
"""The lines of the events `asked`."""
LINES: Final = """
    lines AS (
        SELECT w.*, w.check_ins + w.headcount AS people, part.code
        FROM written w JOIN asked a ON a.id = w.event CROSS JOIN LATERAL (<part>) part (code)
        WHERE ($11::text[] = '{}' OR w.sex = ANY($11))
            AND ($12::text[] = '{}' OR w.age_band = ANY($12))
            AND ($13::text[] = '{}' OR w.audience = ANY($13))
    )
"""
PARTS: Final[dict[Part, str]] = {
    "total": "SELECT ''",
    "municipality": "SELECT a.municipality",
    "kind": "SELECT a.kind",
    "sex": "SELECT w.sex",
    "age_band": "SELECT w.age_band",
    "audience": "SELECT w.audience",
    "topic": """
        SELECT topic FROM event_topic WHERE event = a.id UNION ALL
        SELECT 'unknown' WHERE NOT EXISTS (SELECT FROM event_topic WHERE event = a.id)
    """,
}
# What `unique_people` says, from the smallest groups to the largest: of the people of one sex and
# age, of one sex, of one age, of all, there were in a period at least its distinct passes, at least
# those at its fullest event, and at least the known parts together.
FEWEST: Final = """
    passes AS (
        SELECT code, period, sex, age_band, count(DISTINCT pseudonym) AS people
        FROM lines GROUP BY code, period, CUBE (sex, age_band)
    ),
    present AS (
        SELECT code, period, event, sex, age_band, sum(people) AS people
        FROM lines GROUP BY code, period, event, CUBE (sex, age_band)
    ),
    fullest AS (
        SELECT code, period, sex, age_band, max(people) AS people
        FROM present GROUP BY code, period, sex, age_band
    ),
    seen AS (
        SELECT p.code, p.period, p.sex, p.age_band, greatest(p.people, f.people) AS people
        FROM passes p JOIN fullest f ON f.code = p.code AND f.period = p.period
            AND f.sex IS NOT DISTINCT FROM p.sex AND f.age_band IS NOT DISTINCT FROM p.age_band
    ),
    of_sex AS (
        SELECT code, period, sex, greatest(
            max(people) FILTER (WHERE age_band IS NULL),
            sum(people) FILTER (WHERE age_band <> 'unknown')) AS people
        FROM seen WHERE sex IS NOT NULL GROUP BY code, period, sex
    ),
    of_age AS (
        SELECT code, period, age_band, greatest(
            max(people) FILTER (WHERE sex IS NULL),
            sum(people) FILTER (WHERE sex <> 'unknown')) AS people
        FROM seen WHERE age_band IS NOT NULL GROUP BY code, period, age_band
    ),
    of_period AS (
        SELECT code, period, greatest(s.people,
            (SELECT sum(people) FROM of_sex x
                WHERE x.code = s.code AND x.period = s.period AND x.sex <> 'unknown'),
            (SELECT sum(people) FROM of_age x
                WHERE x.code = s.code AND x.period = s.period AND x.age_band <> 'unknown')
            ) AS people
        FROM seen s WHERE sex IS NULL AND age_band IS NULL
    ),
    sex_in_any_period AS (
        SELECT code, sex, max(people) AS people FROM of_sex WHERE sex <> 'unknown'
        GROUP BY code, sex
    ),
    fewest AS (
        SELECT code, greatest(max(people), (
            SELECT sum(x.people) FROM sex_in_any_period x WHERE x.code = of_period.code
            )) AS people
        FROM of_period GROUP BY code
    )
"""
STATEMENT: Final = f"""
    WITH asked AS MATERIALIZED ({ASKED}), {WRITTEN}, {LINES}, {FEWEST}
    SELECT l.code, sum(l.people)::int AS contacts, sum(l.check_ins)::int AS check_ins,
        sum(l.headcount)::int AS headcount,
        (SELECT people::int FROM fewest f WHERE f.code = l.code) AS unique_from,
        (count(DISTINCT (l.period, l.pseudonym)) FILTER (WHERE l.pseudonym IS NOT NULL)
            + coalesce(sum(l.people) FILTER (WHERE l.pseudonym IS NULL), 0))::int AS unique_to
    FROM lines l GROUP BY l.code
"""


async def total(question: Question, *, by: Actor, at: datetime) -> Cell:
    """The figures of everything together; raises NotAllowed as `ledgers.figures` does."""
    cells = await _cells(question, "total", by=by, at=at)
    return cells.get("", Cell())


async def breakdowns(
    question: Question, *, dimensions: Sequence[Dimension] = DIMENSIONS, by: Actor, at: datetime
) -> dict[Dimension, Breakdown]:
    """The total and its parts by each dimension."""
    whole = await total(question, by=by, at=at)
    parts = {name: await _cells(question, name, by=by, at=at) for name in dimensions}
    return {
        name: Breakdown(
            total=whole,
            cells=dict(sorted(cells.items())),
            overlapping=sum(cell.contacts for cell in cells.values()) > whole.contacts,
        )
        for name, cells in parts.items()
    }


async def _cells(question: Question, part: Part, *, by: Actor, at: datetime) -> dict[str, Cell]:
    rows = await fetch(
        STATEMENT.replace("<part>", PARTS[part]), at, *await chosen(question, by=by),
        list(question.sexes), list(question.age_bands), list(question.audiences),
    )  # fmt: skip
    return {row["code"]: msgspec.convert(dict(row), Cell) for row in rows}
