"""The attendance of a programme's cohort, read from the registers of its sessions."""

from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.learning import completion
from events.attendance.domain.learning.completion import Completed, Rule, Score, Seen, Trail
from events.planning.domain.programmes import Programme
from server.foundation.database import fetch

T = TypeVar("T")
HELD: Final = "e.programme = $1 AND e.status IN ('published', 'closed') AND e.starts_at <= $2"
SESSIONS: Final = """
    SELECT e.id, e.title, e.starts_at, e.zone, e.status, e.period,
        e.programme_position AS position, e.status <> 'draft' AND e.starts_at <= $2 AS held,
        (SELECT count(*) FROM check_in c WHERE c.event = e.id AND c.standing
            AND c.pseudonym IS NOT NULL) AS passes,
        (SELECT count(*) FROM check_in c WHERE c.event = e.id AND c.standing
            AND c.pseudonym IS NULL) AS without_pass,
        (SELECT coalesce(sum(h.count), 0) FROM headcount h WHERE h.event = e.id
            AND h.voided_at IS NULL) AS headcount
    FROM event e WHERE e.programme = $1 AND e.status <> 'cancelled'
    ORDER BY e.programme_position, e.starts_at
"""
SEEN: Final = f"""
    SELECT e.id AS session, e.period, c.pseudonym FROM event e JOIN check_in c ON c.event = e.id
    WHERE {HELD} AND c.standing AND c.pseudonym IS NOT NULL
"""
SCORES: Final = "SELECT period, pseudonym, score FROM assessment WHERE programme = $1"
PERIODS: Final = """
    SELECT u.id, u.starts_on, u.ends_on, k.destroyed_at IS NOT NULL AS destroyed
    FROM uniqueness_period u LEFT JOIN period_key k ON k.period = u.id
    WHERE u.id IN (SELECT period FROM event WHERE programme = $1 AND status <> 'cancelled')
    ORDER BY u.starts_on
"""


class Session(Struct, frozen=True, kw_only=True):
    """A session and how many came; `held` once it began."""

    id: UUID
    title: str
    starts_at: datetime
    zone: str
    status: str
    period: UUID
    position: int
    held: bool
    passes: int
    without_pass: int
    headcount: int

    @property
    def people(self) -> int:
        """Everybody who came."""
        return self.passes + self.without_pass + self.headcount


class Period(Struct, frozen=True, kw_only=True):
    """A uniqueness period that the programme lies in; `destroyed` when its key is."""

    id: UUID
    years: str
    destroyed: bool


class Cohort(Struct, frozen=True, kw_only=True):
    """Who came to the sessions of a programme, and how many completed it."""

    sessions: list[Session]
    periods: list[Period]
    trails: list[Trail]
    completed: Completed
    assessed: int
    approved: int


async def cohort(programme: Programme, *, at: datetime) -> Cohort:
    """The cohort of a programme as its registers know it at `at`."""
    rule = rule_of(programme)
    scores = await _read(SCORES, Score, programme.id)
    trails = completion.trails(await _read(SEEN, Seen, programme.id, at), scores)
    return Cohort(
        sessions=await _read(SESSIONS, Session, programme.id, at),
        periods=await periods(programme.id),
        trails=trails,
        completed=completion.completed(trails, rule),
        assessed=len(scores),
        approved=sum(rule.approves(it.score) for it in scores),
    )


async def periods(programme: UUID) -> list[Period]:
    """The periods that the sessions of a programme lie in, the earliest first."""
    rows = await fetch(PERIODS, programme)
    return [Period(id=row["id"], years=_years(row), destroyed=row["destroyed"]) for row in rows]


def rule_of(programme: Programme) -> Rule:
    """What it takes to complete a programme."""
    return Rule(programme.needed, programme.pass_mark)


async def _read(query: str, kind: type[T], *arguments: Any) -> list[T]:
    return [msgspec.convert(dict(row), kind) for row in await fetch(query, *arguments)]


def _years(row: Any) -> str:
    first, last = row["starts_on"].year, row["ends_on"].year
    return str(first) if first == last else f"{first}–{last}"
