"""What waits for a coordinator's word: doubts about registers, and lines that are in none."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.clocks import CORRECTED
from events.attendance.domain.review import doubts, late_undos
from events.attendance.domain.review.doubts import Doubt, Key
from events.attendance.domain.review.doubts_lines import Counted, Room, Seen, Undone
from events.attendance.domain.review.doubts_numbers import SKEW
from server.foundation.database import fetch
from server.foundation.identity import EVERYWHERE, Actor

AGO: Final = timedelta(days=90)
"""Registers of older events are not looked through; what was set aside, or undone too
late, waits however long."""
SOON: Final = timedelta(days=1)
MOST: Final = 300
"""Registers looked through, the newest first."""
ROOMS: Final = """
    SELECT e.id AS event, e.starts_at, least(e.capacity, v.capacity) AS capacity,
        (SELECT count(*) FROM check_in c WHERE c.event = e.id AND c.standing) AS scanned,
        r.id AS count, r.people
    FROM event e LEFT JOIN venue v ON v.id = e.venue
        LEFT JOIN LATERAL (SELECT id, people FROM room_count
            WHERE event = e.id ORDER BY at DESC, id DESC LIMIT 1) r ON true
    WHERE e.id = ANY($1)
"""
# Those with a pass are told apart already: of them only the hour can be wrong.
SEEN: Final = f"""
    SELECT id, event, source, {CORRECTED} AS at, pseudonym IS NOT NULL AS card, sex, age_band,
        audience, phone, clock_skew
    FROM check_in c
    WHERE event = ANY($1) AND standing AND (pseudonym IS NULL OR abs(clock_skew) > {SKEW}
        OR source = 'door' AND {CORRECTED} < (SELECT starts_at FROM event WHERE id = c.event))
"""
COUNTED: Final = f"""
    SELECT id, event, way, {CORRECTED} AS at, received_at, count AS people, sex, age_band, audience,
        phone, entered_by, clock_skew
    FROM headcount WHERE event = ANY($1) AND voided_at IS NULL
"""
SETTLED: Final = "SELECT event, doubt AS kind, subject FROM ruling WHERE event = ANY($1)"
ASIDE: Final = """
    SELECT event, count(*) AS lines FROM set_aside
    WHERE fate IS NULL AND event = ANY($1) GROUP BY event
"""
CANDIDATES: Final = f"""
    SELECT e.id, e.title, e.starts_at, e.ends_at, e.zone, e.municipality,
        m.name AS municipality_name, e.status
    FROM event e JOIN municipality m ON m.ine = e.municipality
    WHERE ($3::text[] IS NULL OR e.municipality = ANY($3)) AND e.id IN (
        (SELECT id FROM event WHERE status = 'published' AND starts_at BETWEEN $1 AND $2
            AND ($3::text[] IS NULL OR municipality = ANY($3))
        ORDER BY starts_at DESC LIMIT {MOST})
        UNION SELECT event FROM set_aside WHERE fate IS NULL UNION SELECT unnest($4::uuid[]))
    ORDER BY e.starts_at DESC, e.id DESC
"""


class Candidate(Struct, frozen=True, kw_only=True):
    """An event about which something could wait."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    municipality: str
    municipality_name: str
    status: str


class Waiting(Candidate, frozen=True, kw_only=True):
    """An event about which something waits.

    `counts` says how much of each kind of doubt; lines that were set aside are `aside`.
    """

    counts: dict[str, int]


async def doubts_about(event: UUID) -> list[Doubt]:
    """What is doubtful about an event and not settled."""
    return (await _doubts([event])).get(event, [])


async def open_at(event: UUID) -> int:
    """How much waits at an event."""
    (aside,) = await fetch(
        "SELECT count(*) AS lines FROM set_aside WHERE event = $1 AND fate IS NULL", event
    )
    return len(await doubts_about(event)) + int(aside["lines"])


async def waiting(*, by: Actor, at: datetime) -> list[Waiting]:
    """The events about which something waits where `by` looks after registers, newest first."""
    by.need("register")
    places = None if by.role in EVERYWHERE else sorted(by.municipalities)
    late = await late_undos.events()
    rows = await fetch(CANDIDATES, at - AGO, at + SOON, places, late)
    candidates = msgspec.convert([dict(row) for row in rows], list[Candidate])
    counts = await _counts([event.id for event in candidates])
    return [
        Waiting(**msgspec.structs.asdict(event), counts=dict(counts[event.id]))
        for event in candidates
        if counts[event.id]
    ]


async def _counts(events: Sequence[UUID]) -> defaultdict[UUID, Counter[str]]:
    counts: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
    for row in await fetch(ASIDE, events):
        counts[row["event"]]["aside"] = row["lines"]
    for event, found in (await _doubts(events)).items():
        counts[event].update(doubts.key(doubt).kind for doubt in found)
    return counts


async def _doubts(events: Sequence[UUID]) -> dict[UUID, list[Doubt]]:
    rooms = await _read(ROOMS, events, Room)
    seen = _by_event(await _read(SEEN, events, Seen))
    counted = _by_event(await _read(COUNTED, events, Counted))
    undone = _by_event(await late_undos.at(events))
    settled: defaultdict[UUID, set[Key]] = defaultdict(set)
    for row in await fetch(SETTLED, events):
        settled[row["event"]].add(Key(row["kind"], row["subject"]))
    return {
        room.event: doubts.found(
            room,
            seen[room.event],
            counted[room.event],
            undone[room.event],
            settled=settled[room.event],
        )
        for room in rooms
    }


Line = TypeVar("Line", Room, Seen, Counted)


async def _read(query: str, events: Sequence[UUID], kind: type[Line]) -> list[Line]:
    return [msgspec.convert(dict(row), kind) for row in await fetch(query, list(events))]


Found = TypeVar("Found", Seen, Counted, Undone)


def _by_event(lines: Collection[Found]) -> defaultdict[UUID, list[Found]]:
    by_event: defaultdict[UUID, list[Found]] = defaultdict(list)
    for line in lines:
        by_event[line.event].append(line)
    return by_event
