"""Counting a sample again, from the registers alone."""

import logging
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain.register_sql import WRITTEN
from events.outreach.domain.rollups import loading, packing, touches
from events.outreach.domain.rollups.kept_counts import FOR_GOOD
from events.outreach.domain.rollups.recounting import recount
from events.outreach.domain.rollups.refreshing import COUNTING
from events.outreach.domain.rollups.smallest_parts import atoms
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.identity import new_id

Cell = tuple[UUID, str, str, str]

log = logging.getLogger(__name__)

SAMPLE: Final = f"""
    SELECT id, period FROM event e
    WHERE status IN ('published', 'closed') AND id NOT IN ({FOR_GOOD}) AND (
        EXISTS (SELECT FROM counted_event k WHERE k.event = e.id)
        OR EXISTS (SELECT FROM check_in c WHERE c.event = e.id)
        OR EXISTS (SELECT FROM headcount h WHERE h.event = e.id))
    ORDER BY random() LIMIT $1
"""
REGISTER: Final = f"""
    WITH asked AS (SELECT * FROM event WHERE id = ANY($1)), {WRITTEN}
    SELECT event, sex, age_band, audience, sum(check_ins)::int AS check_ins,
        sum(headcount)::int AS headcount
    FROM written GROUP BY 1, 2, 3, 4
"""
WHO_CAME: Final = """
    SELECT event, pseudonym FROM check_in
    WHERE event = ANY($1) AND standing AND pseudonym IS NOT NULL
"""
NUMBERED: Final = """
    SELECT period, number, substr(pseudonym, 17) AS pseudonym FROM counted_person
    WHERE period IN (SELECT period FROM counted_event WHERE event = ANY($1))
        AND number = ANY($2)
"""
PEOPLE: Final = "SELECT event, period, people FROM counted_event WHERE event = ANY($1)"
KEPT: Final = """
    INSERT INTO count_check (id, at, events, wrong, found) VALUES ($1, $2, $3, $4, $5)
"""


class Check(Struct, frozen=True):
    """How many registers were counted again, and which of them had been counted wrong."""

    events: int
    wrong: tuple[UUID, ...]


async def verify(sample: int, *, at: datetime) -> Check:
    """Count so many registers again; what was wrong is put right, logged and remembered.

    A register that is being written to meanwhile is left to the next time; what was counted for
    good is left alone, because the lines may be gone.
    """
    async with transaction():
        await only_one_at_a_time(COUNTING)
        changed = await touches.pending()
        await touches.take(changed)
        await recount(changed, at=at)
        period_of = {row["id"]: row["period"] for row in await fetch(SAMPLE, sample)}
        differing = await _differing(list(period_of), at=at)
        unsteady = await touches.pending({period_of[event] for event in differing})
        wrong = () if unsteady else tuple(sorted(differing))
        await recount(wrong, at=at)
        found = msgspec.json.encode([{"event": event} for event in wrong]).decode()
        await execute(KEPT, new_id(), at, len(period_of), len(wrong), found)
    for event in wrong:
        log.warning("the register of event %s had been counted wrong", event)
    return Check(events=len(period_of), wrong=wrong)


async def _differing(events: Collection[UUID], *, at: datetime) -> set[UUID]:
    written = {_cell(row): (row["check_ins"], row["headcount"]) for row in await _register(events)}
    counted = {
        (atom.event, atom.sex, atom.age_band, atom.audience): (atom.check_ins, atom.headcount)
        for atom in atoms(await loading.of_events(events, at=at))
    }
    cells = {cell[0] for cell, _people in written.items() ^ counted.items()}
    return cells | await _mistaken(events)


async def _register(events: Collection[UUID]) -> list[Mapping[str, Any]]:
    return [dict(row) for row in await fetch(REGISTER, list(events))]


async def _mistaken(events: Collection[UUID]) -> set[UUID]:
    """Events at which other passes were counted than those that stand there."""
    asked = list(events)
    came = Counter((row["event"], row["pseudonym"]) for row in await fetch(WHO_CAME, asked))
    rows = await fetch(PEOPLE, asked)
    numbers = {row["event"]: packing.people(row["people"]).tolist() for row in rows}
    everybody = sorted({number for several in numbers.values() for number in several})
    pass_of = {
        (row["period"], row["number"]): row["pseudonym"]
        for row in await fetch(NUMBERED, asked, everybody)
    }
    counted = Counter(
        (row["event"], pass_of.get((row["period"], number)))
        for row in rows
        for number in numbers[row["event"]]
    )
    return {event for event, _who in (came - counted) + (counted - came)}


def _cell(row: Mapping[str, Any]) -> Cell:
    return row["event"], row["sex"], row["age_band"], row["audience"]
