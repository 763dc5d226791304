"""What reached further than the registers of the demonstration."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from events.outreach.domain.beyond import action_log, replicas, traits
from events.outreach.domain.beyond.action_log import Change
from events.outreach.domain.beyond.action_months import Cell
from events.outreach.domain.beyond.replica import ReplicaWritten
from events.outreach.domain.beyond.traits import Answer
from events.outreach.domain.cited import published
from server.cli.demo_calendar import ZONE, local_day
from server.cli.demo_chance import Chance
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from volunteers.assignments.domain import given

HELD: Final = """
    SELECT e.id, e.municipality, (e.starts_at AT TIME ZONE e.zone)::date AS day,
        (SELECT count(*) FROM check_in c WHERE c.event = e.id AND c.standing) AS people
    FROM event e WHERE e.status = 'closed' ORDER BY e.starts_at DESC, e.id
"""
REPLICAS: Final = 9
CROWDS: Final = 60
GRADES: Final = (
    ("declared", ""),
    ("evidenced", "Lista de la escuela, sin nombres"),
    ("observed", "Una facilitadora estuvo presente"),
)
SPOKEN: Final = {"0110": "cak", "0115": "quc"}


async def reached(*, seed: int, at: datetime) -> None:
    """Replicas, the log of the networks, what crowds were like, and figures from elsewhere."""
    chance = Chance(f"beyond {seed}")
    rows = [dict(row) for row in await fetch(HELD)]
    for row in rows[:: max(1, len(rows) // REPLICAS)]:
        await replicas.record(_replica(chance, row), zone=ZONE, by=SYSTEM, at=at)
    for row in rows[:CROWDS]:
        await traits.write(row["id"], _crowd(row), by=SYSTEM, at=at)
    await _logged(chance, at)
    await published.ship(at)


def _replica(chance: Chance, row: dict[str, Any]) -> ReplicaWritten:
    grade, evidence = chance.choice(GRADES)
    return ReplicaWritten(
        way="cascade", event=row["id"], project=None, municipality=row["municipality"],
        held_on=row["day"], reach=chance.randint(12, 90), audience=None, grade=grade,
        evidence=evidence, note="",
    )  # fmt: skip


def _crowd(row: dict[str, Any]) -> dict[Answer, int]:
    """Most of them speak Spanish at home; in two municipalities others do besides."""
    people = int(row["people"])
    others = people // 3 if row["municipality"] in SPOKEN else 0
    said: dict[Answer, int] = {("language", "es"): people - others}
    if others:
        said["language", SPOKEN[row["municipality"]]] = others
    return {answer: number for answer, number in said.items() if number}


async def _logged(chance: Chance, at: datetime) -> None:
    today = local_day(at)
    for network in await given.networks():
        changes = {
            Cell(month, kind): Change(None, chance.randint(0, 14))
            for month in _months(today)
            for kind in ("counselling", "referral", "accompaniment")
        }
        await action_log.write(network, changes, today=today, by=SYSTEM, at=at)


def _months(today: date) -> Iterator[date]:
    """The months of this year that are over."""
    yield from (date(today.year, month, 1) for month in range(1, today.month))
