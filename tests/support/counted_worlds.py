"""Registers with a history: what is written, corrected, taken back and moved, in any order."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from hypothesis import strategies as st
from msgspec import Struct

from events.outreach.domain import ledgers
from events.outreach.domain.questions import Question
from events.outreach.domain.rollups import rebuilding, refreshing
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM, new_id

FIRST: Final = datetime(2026, 3, 1, 15, 0, tzinfo=UTC)
LATER: Final = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)
PERIODS: Final = [UUID(int=7001), UUID(int=7002), UUID(int=7003)]
EVENTS: Final = [UUID(int=8001 + number) for number in range(5)]
PLACES: Final = ("0103", "0108")
KINDS: Final = ("workshop", "forum")
TOPICS: Final = ((), ("social-network-risks",), ("social-network-risks", "support-networks"))
SEXES: Final = ("female", "male", "other", "unknown")
AGES: Final = ("13-14", "15-17", "60+", "unknown")
AUDIENCES: Final = ("adolescents", "teachers", None)
STATUSES: Final = ("published", "closed", "cancelled", "draft")
EVERYTHING: Final = Question(zone="America/Guatemala")

MADE_PERIOD: Final = """
    INSERT INTO uniqueness_period (id, project, starts_on, ends_on)
    VALUES ($1, $2, $3::date, $3::date + 27)
"""
MADE_PROJECT: Final = "INSERT INTO project (id, slug, name) VALUES ($1, 'other', 'Otro')"
MADE_EVENT: Final = """
    INSERT INTO event (id, uid, title, public_title, kind, municipality, modality, meeting_url,
        starts_at, ends_at, zone, project, period, status, created_at, changed_at, published_at)
    VALUES ($1, $1::uuid::text, 'Taller', 'Taller', $2, $3, $4, 'https://example.test', $5,
        $5::timestamptz + interval '3 hours', 'America/Guatemala',
        (SELECT project FROM uniqueness_period WHERE id = $6), $6, 'published', $5, $5, $5)
"""
CAME: Final = """
    INSERT INTO check_in (id, event, source, at, received_at, pseudonym, sex, age_band, audience,
        clock_skew, standing)
    VALUES ($1, $2, 'self', $3, $3, $4, $5, $6, $7, $8, NOT EXISTS (
        SELECT FROM check_in WHERE event = $2 AND pseudonym = $4 AND standing))
"""
TALLIED: Final = """
    INSERT INTO headcount (id, event, at, received_at, sex, age_band, audience, count)
    VALUES ($1, $2, $3, $3, $4, $5, $6, $7)
"""
# A repetition stands up for a line that fell, as attendance has it.
VOIDED: Final = """
    UPDATE check_in SET voided_at = received_at, void_reason = 'prueba', standing = false
    WHERE id = (SELECT id FROM check_in WHERE voided_at IS NULL ORDER BY id OFFSET $1 LIMIT 1)
"""
STOOD_UP: Final = """
    UPDATE check_in SET standing = true WHERE id IN (
        SELECT DISTINCT ON (event, pseudonym) id FROM check_in c
        WHERE voided_at IS NULL AND NOT EXISTS (SELECT FROM check_in o
            WHERE o.event = c.event AND o.pseudonym = c.pseudonym AND o.standing)
            AND pseudonym IS NOT NULL
        ORDER BY event, pseudonym, id)
"""
UNCOUNTED: Final = """
    UPDATE headcount SET voided_at = received_at, void_reason = 'prueba'
    WHERE id = (SELECT id FROM headcount WHERE voided_at IS NULL ORDER BY id OFFSET $1 LIMIT 1)
"""
CORRECTED: Final = """
    UPDATE check_in SET sex = $2, age_band = $3, audience = $4
    WHERE id = (SELECT id FROM check_in ORDER BY id OFFSET $1 LIMIT 1)
"""
REMOVED: Final = "DELETE FROM check_in WHERE id = (SELECT id FROM check_in ORDER BY id LIMIT 1)"
RESTATED: Final = """
    UPDATE event SET status = $2::text,
        cancellation_reason = CASE WHEN $2::text = 'cancelled' THEN 'rain' END WHERE id = $1
"""
MOVED: Final = """
    UPDATE event SET period = $2,
        project = (SELECT project FROM uniqueness_period WHERE id = $2) WHERE id = $1
"""


class Step(Struct, frozen=True, kw_only=True):
    """Something that happens; each deed takes of the rest what it needs."""

    deed: str
    event: int
    card: bytes | None
    sex: str
    age_band: str
    audience: str | None
    number: int
    minutes: int


DEEDS: Final = (
    *("came",) * 8,
    *("counted",) * 3,
    *("void", "uncount", "correct", "correct", "remove", "restate", "move"),
    *("refresh", "go on", "ask", "ask", "rebuild"),
)
STEPS: Final = st.builds(
    Step,
    deed=st.sampled_from(DEEDS),
    event=st.integers(0, len(EVENTS) - 1),
    card=st.sampled_from([b"ana", b"beto", b"carla", b"dora", None]),
    sex=st.sampled_from(SEXES),
    age_band=st.sampled_from(AGES),
    audience=st.sampled_from(AUDIENCES),
    number=st.integers(0, 3),
    minutes=st.integers(0, 5),
)


async def laid_out() -> None:
    """The empty events of a new world, in three periods of two projects."""
    for table in ("register_touch", "check_in", "headcount", "counted_event", "counted_person",
                  "counted_answers", "counted_audience", "event_topic", "event"):  # fmt: skip
        await execute(f"DELETE FROM {table}")
    await execute("DELETE FROM uniqueness_period WHERE id = ANY($1)", PERIODS)
    await execute("DELETE FROM project WHERE slug = 'other'")
    other = new_id()
    await execute(MADE_PROJECT, other)
    (general,) = await fetch("SELECT id FROM project WHERE slug = 'general'")
    for number, period in enumerate(PERIODS):
        project = general["id"] if number == 0 else other
        await execute(MADE_PERIOD, period, project, FIRST.date() + timedelta(days=28 * number))
    for number, event in enumerate(EVENTS):
        await execute(
            MADE_EVENT, event, KINDS[number % 2], PLACES[number % 3 == 0],
            ("in_person", "virtual")[number == 4], FIRST + timedelta(days=7 * number),
            PERIODS[(0, 0, 0, 1, 2)[number]],
        )  # fmt: skip
        for topic in TOPICS[number % 3]:
            await execute(
                "INSERT INTO event_topic (id, event, topic) VALUES ($1, $2, $3)",
                new_id(), event, topic,
            )  # fmt: skip


async def happen(step: Step) -> None:
    """What the step says."""
    event, answers = EVENTS[step.event], (step.sex, step.age_band, step.audience)
    at = FIRST + timedelta(days=7 * step.event, minutes=step.minutes)
    # A phone may be a week behind.
    skew = (step.number == 0) * -7 * 86_400_000
    statements: dict[str, tuple[Any, ...]] = {
        "came": (CAME, new_id(), event, at, step.card, *answers, skew),
        "counted": (TALLIED, new_id(), event, at, *answers, step.number + 1),
        "void": (VOIDED, step.number),
        "uncount": (UNCOUNTED, step.number),
        "correct": (CORRECTED, step.number, *answers),
        "remove": (REMOVED,),
        "restate": (RESTATED, event, STATUSES[step.number]),
        "move": (MOVED, event, PERIODS[step.number % 3]),
    }
    if step.deed in statements:
        await execute(*statements[step.deed])
        await execute(STOOD_UP)
    else:
        await _count(step.deed)


async def _count(deed: str) -> None:
    clock: Any = lambda: LATER  # noqa: E731 (what time it is says nothing here)
    match deed:
        case "refresh":
            await refreshing.catch_up(at=LATER)
        case "go on":
            await refreshing.go_on(clock, leaving=asyncio.Event())
        case "rebuild":
            await rebuilding.rebuild(at=LATER)
        case _:
            await ledgers.figures(EVERYTHING, by=SYSTEM, at=LATER)
