"""Fetching what was counted of the events that a question is about, in one look."""

import asyncio
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from events.outreach.domain.asked_events import CHOSEN
from events.outreach.domain.rollups.registers import Registers
from events.outreach.domain.rollups.unpacking import unpacked
from server.foundation.database import fetch

# One statement, so that numbers and answers are of one moment; one row, because many take long.
COUNTED: Final = """
    WITH asked AS MATERIALIZED (
        SELECT e.id, p.slug AS project, e.municipality, e.kind, e.modality, e.programme,
            e.starts_at, e.status = 'published' AND e.ends_at <= $1 AS still_open,
            coalesce(k.period, e.period) AS period,
            coalesce(k.people, '') AS people, coalesce(k.others, '') AS others,
            coalesce((SELECT string_agg(t.topic, ' ' ORDER BY t.topic) FROM event_topic t
                WHERE t.event = e.id), '') AS topics
        <chosen> AND (e.starts_at <= $1 OR k.event IS NOT NULL)
        ORDER BY e.starts_at, e.id
    ), said AS (
        SELECT period, stretch, answers FROM counted_answers
        WHERE period IN (SELECT period FROM asked) ORDER BY period, stretch
    )
    SELECT *
    FROM (
        SELECT array_agg(id) AS ids, array_agg(project) AS project,
            array_agg(municipality) AS municipality, array_agg(kind) AS kind,
            array_agg(modality) AS modality, array_agg(programme) AS programme,
            array_agg(topics) AS topics,
            string_agg(timestamptz_send(starts_at), ''::bytea) AS starts,
            string_agg(boolsend(still_open), ''::bytea) AS still_open,
            string_agg(uuid_send(period), ''::bytea) AS period,
            string_agg(int4send(length(people)), ''::bytea) AS people_bytes,
            string_agg(people, ''::bytea) AS people,
            string_agg(int4send(length(others)), ''::bytea) AS others_bytes,
            string_agg(others, ''::bytea) AS others
        FROM asked
    ) events, (
        SELECT string_agg(uuid_send(period), ''::bytea) AS said_in,
            array_agg(stretch) AS stretches, array_agg(answers) AS answers
        FROM said
    ) people, (
        SELECT array_agg(audience) AS audiences, array_agg(number) AS audience_numbers
        FROM counted_audience
    ) words
"""


KEPT: Final = "LEFT JOIN counted_event k ON k.event = e.id WHERE"
OF_A_QUESTION: Final = COUNTED.replace("<chosen>", CHOSEN.replace("WHERE", KEPT, 1))
OF_EVENTS: Final = COUNTED.replace(
    "<chosen>", f"FROM event e JOIN project p ON p.id = e.project {KEPT} e.id = ANY($2)"
)


async def of_question(chosen: tuple[Any, ...], *, at: datetime) -> Registers:
    """What was counted of the events that `asked_events.chosen` describes."""
    return await _loaded(OF_A_QUESTION, at, *chosen)


async def of_events(events: Collection[UUID], *, at: datetime) -> Registers:
    """What was counted of these events."""
    return await _loaded(OF_EVENTS, at, list(events))


async def _loaded(statement: str, *arguments: Any) -> Registers:
    (row,) = await fetch(statement, *arguments)
    return await asyncio.to_thread(unpacked, dict(row))
