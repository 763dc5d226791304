"""The searches for an event's places: who was asked in which wave, and what they said."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import agenda
from server.foundation.database import fetch
from server.foundation.identity import Actor

SEARCHES: Final = """
    SELECT jsonb_build_object(
        'id', s.id, 'role', s.role, 'cause', s.cause, 'reason', s.reason, 'wave', s.wave,
        'opened_at', s.opened_at, 'next_wave_at', s.next_wave_at, 'ended_at', s.ended_at,
        'outcome', s.outcome, 'opened_by', b.name, 'asker', (
            SELECT p.name FROM assignment a JOIN volunteer v ON v.id = a.volunteer
                JOIN account p ON p.id = v.account WHERE a.id = s.standing_for),
        'asked', coalesce((
            SELECT jsonb_agg(jsonb_build_object(
                    'name', p.name, 'wave', o.wave, 'offered_at', o.offered_at,
                    'status', a.status, 'answer_by', a.answer_by, 'usual', n.usual,
                    'reason', coalesce(n.reason, ''))
                ORDER BY o.wave, o.offered_at, p.name)
            FROM offer o JOIN assignment a ON a.id = o.assignment
                JOIN volunteer v ON v.id = a.volunteer JOIN account p ON p.id = v.account
                LEFT JOIN LATERAL (SELECT usual, reason FROM answer
                    WHERE assignment = a.id ORDER BY at DESC, id DESC LIMIT 1) n
                    ON a.status = 'declined'
            WHERE o.search = s.id), '[]')
    ) AS search
    FROM cover_search s LEFT JOIN account b ON b.id = s.opened_by
    WHERE s.event = $1 ORDER BY s.ended_at IS NOT NULL, s.opened_at DESC, s.id
"""


class Asked(Struct, frozen=True, kw_only=True):
    """Somebody to whom a search offered the place, how that stands, and why they declined."""

    name: str
    wave: int
    offered_at: datetime
    status: str
    answer_by: datetime | None
    usual: str | None = None
    reason: str = ""


class SearchRead(Struct, frozen=True, kw_only=True):
    """A search with everybody it asked; `asker` wants to hand over, `reason` is theirs."""

    id: UUID
    role: str
    cause: str
    reason: str
    wave: int
    opened_at: datetime
    next_wave_at: datetime | None
    ended_at: datetime | None
    outcome: str | None
    opened_by: str | None
    asker: str | None
    asked: list[Asked]


async def searches_of(event_id: UUID, *, by: Actor) -> list[SearchRead]:
    """Those that go on first, then the latest; raises NotFound, NotAllowed."""
    event = await agenda.event(event_id)
    by.need("staff", event.municipality)
    rows = await fetch(SEARCHES, event_id)
    return [msgspec.json.decode(row["search"], type=SearchRead) for row in rows]
