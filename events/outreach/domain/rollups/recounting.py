"""Counting the registers of some events, and what the passes in them said last."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

import numpy as np
from msgspec import Struct

from events.attendance.domain.clocks import CORRECTED
from events.outreach.domain.rollups import packing
from events.outreach.domain.rollups.answer_stretches import write
from events.outreach.domain.rollups.kept_counts import FOR_GOOD
from events.outreach.domain.rollups.packing import PACKED_CELL, PACKED_MARK, Numbers, Records
from events.outreach.domain.rollups.settling import settled
from server.foundation.database import execute, fetch

NUMBERED_AUDIENCES: Final = """
    INSERT INTO counted_audience (audience, number)
    SELECT slug, (SELECT coalesce(max(number), 0) FROM counted_audience)
        + row_number() OVER (ORDER BY slug)
    FROM audience a WHERE NOT EXISTS (SELECT FROM counted_audience c WHERE c.audience = a.slug)
"""
# The last number of each period is looked up before anything is written: among many numbers that
# are only being given it is not found quickly.
NUMBERED_PEOPLE: Final = """
    WITH came AS MATERIALIZED (
        SELECT DISTINCT e.period, c.pseudonym FROM check_in c JOIN event e ON e.id = c.event
        WHERE c.event = ANY($1) AND c.standing AND c.pseudonym IS NOT NULL
    ), before AS MATERIALIZED (
        SELECT period, (
            SELECT coalesce(max(number), -1) FROM counted_person k WHERE k.period = p.period
        ) AS last
        FROM (SELECT DISTINCT period FROM came) p
    ), new AS MATERIALIZED (
        SELECT period, pseudonym,
            last + row_number() OVER (PARTITION BY period ORDER BY pseudonym) AS number
        FROM came JOIN before USING (period)
        WHERE NOT EXISTS (SELECT FROM counted_person k
            WHERE k.pseudonym = uuid_send(came.period) || came.pseudonym)
    )
    INSERT INTO counted_person (pseudonym, period, number)
    SELECT uuid_send(period) || pseudonym, period, number FROM new
"""
CHANGING: Final = f"""
    SELECT event FROM unnest($1::uuid[]) AS asked (event) WHERE event NOT IN ({FOR_GOOD})
"""
# What passes said in a period that was closed stays, though an event that never counted leaves it.
FORGOTTEN: Final = """
    DELETE FROM counted_event k WHERE event = ANY($1) RETURNING period, people,
        EXISTS (SELECT FROM uniqueness_period u WHERE u.id = k.period AND u.closed_at IS NOT NULL)
            AS closed
"""
COUNTED: Final = f"""
    INSERT INTO counted_event (event, period, people, others, counted_at)
    SELECT e.id, e.period, coalesce(p.people, ''), coalesce(o.others, ''), $2
    FROM event e
        LEFT JOIN (
            SELECT c.event, string_agg(int4send(k.number), ''::bytea ORDER BY k.number) AS people
            FROM check_in c
                JOIN event e ON e.id = c.event
                JOIN counted_person k ON k.pseudonym = uuid_send(e.period) || c.pseudonym
            WHERE c.event = ANY($1) AND c.standing AND c.pseudonym IS NOT NULL
            GROUP BY c.event
        ) p ON p.event = e.id
        LEFT JOIN (
            SELECT event, string_agg({PACKED_CELL}, ''::bytea ORDER BY sex, age_band, audience)
                AS others
            FROM (
                SELECT event, sex, age_band, coalesce(a.number, 0) AS audience,
                    sum(check_ins) AS check_ins, sum(headcount) AS headcount
                FROM (
                    SELECT event, sex, age_band, audience, 1 AS check_ins, 0 AS headcount
                    FROM check_in
                    WHERE event = ANY($1) AND standing AND pseudonym IS NULL
                    UNION ALL
                    SELECT event, sex, age_band, audience, 0, count FROM headcount
                    WHERE event = ANY($1) AND voided_at IS NULL
                ) line LEFT JOIN counted_audience a USING (audience)
                GROUP BY 1, 2, 3, 4
            ) cell
            GROUP BY event
        ) o ON o.event = e.id
    WHERE e.id = ANY($1) AND (p.event IS NOT NULL OR o.event IS NOT NULL)
    RETURNING period, people
"""
THERE: Final = "SELECT event, people FROM counted_event WHERE period = $1 AND people <> ''"
SPOKEN: Final = """
    FROM counted_event k
        JOIN event e ON e.id = k.event AND e.period = k.period
            AND e.status IN ('published', 'closed')
        JOIN check_in c ON c.event = k.event AND c.pseudonym IS NOT NULL AND c.standing
        JOIN counted_person p ON p.pseudonym = uuid_send(k.period) || c.pseudonym
        LEFT JOIN counted_audience a ON a.audience = c.audience
    WHERE k.period = $1
"""
PACKED: Final = """
    SELECT string_agg({}, ''::bytea) AS marks
    FROM (SELECT p.number, {} AS at, c.sex, c.age_band, coalesce(a.number, 0) AS audience
"""
SAID_BY_ALL: Final = f"{PACKED.format(PACKED_MARK, CORRECTED)} {SPOKEN}) mark"
SAID_BY_SOME: Final = f"""
    {PACKED.format(PACKED_MARK, CORRECTED)}
    FROM unnest($2::uuid[], $3::int4[]) AS asked (event, number)
        JOIN counted_event k ON k.event = asked.event AND k.period = $1
        JOIN event e ON e.id = k.event AND e.period = $1 AND e.status IN ('published', 'closed')
        JOIN counted_person p ON p.period = $1 AND p.number = asked.number
        JOIN check_in c ON c.event = k.event AND c.pseudonym = substr(p.pseudonym, 17)
            AND c.standing
        LEFT JOIN counted_audience a ON a.audience = c.audience
    ) mark
"""
FEW: Final = 30_000
"""So many lines are looked up one by one; with more it is quicker to read the whole period."""
AUDIENCES: Final = "SELECT audience, number FROM counted_audience"
LEFT_WITHOUT: Final = "DELETE FROM counted_person WHERE period = $1 AND number = ANY($2)"


class _Presence(Struct, frozen=True):
    """Where some passes stand: for each line the event and the number of the pass."""

    events: list[UUID]
    numbers: Numbers


async def recount(events: Collection[UUID], *, at: datetime) -> None:
    """Count these registers; nobody else may count at the same time.

    What was counted in a period that is closed now stays: retention may have removed its lines.
    """
    asked = [row["event"] for row in await fetch(CHANGING, list(events))]
    await execute(NUMBERED_AUDIENCES)
    await execute(NUMBERED_PEOPLE, asked)
    before = await fetch(FORGOTTEN, asked)
    after = await fetch(COUNTED, asked, at)
    # A pass that stands there no more may say something else now at its other events, too.
    packed: defaultdict[UUID, list[bytes]] = defaultdict(list)
    for row in (*(row for row in before if not row["closed"]), *after):
        packed[row["period"]].append(row["people"])
    for period, parts in packed.items():
        await _settle(period, np.unique(packing.people(b"".join(parts))))


async def _settle(period: UUID, passes: Numbers) -> None:
    if not len(passes):
        return
    presence = await _presence(period, passes)
    present = np.unique(presence.numbers)
    marks = await _marks(period, presence)
    heard = marks[np.isin(marks["number"], passes)]
    numbered = {row["audience"]: row["number"] for row in await fetch(AUDIENCES)}
    await write(period, passes, settled(heard, passes, packing.by_number(numbered)))
    gone = np.setdiff1d(passes, present)
    if len(gone):
        await execute(LEFT_WITHOUT, period, gone.tolist())


async def _presence(period: UUID, passes: Numbers) -> _Presence:
    rows = await fetch(THERE, period)
    packed = [row["people"] for row in rows]
    numbers = packing.people(b"".join(packed))
    places = np.repeat(np.arange(len(rows)), packing.lengths(packed, packing.PERSON))
    asked = np.zeros(max(numbers.max(initial=0), passes.max(initial=0)) + 1, np.bool_)
    asked[passes] = True
    found = np.flatnonzero(asked[numbers])
    return _Presence([rows[place]["event"] for place in places[found].tolist()], numbers[found])


async def _marks(period: UUID, presence: _Presence) -> Records:
    if len(presence.events) > FEW:
        (row,) = await fetch(SAID_BY_ALL, period)
    else:
        (row,) = await fetch(SAID_BY_SOME, period, presence.events, presence.numbers.tolist())
    return np.frombuffer(row["marks"] or b"", packing.MARK)
