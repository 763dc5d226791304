"""What an event needs: as said for it, else as usual for its template, its programme or its kind.

Where nobody said anything, one of each role. What is said at one level is said as a whole.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from events.planning.domain import agenda
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.identity import Actor, new_id
from server.foundation.translation import current_language
from volunteers.assignments.domain.needed import MOST, Needed, Source, check, with_minors

__all__ = ["MOST", "Needed", "Source", "forget", "needed", "needed_by", "state"]

NEEDED: Final = """
    SELECT DISTINCT ON (said.event) said.*, EXISTS (
        SELECT FROM event_audience a JOIN audience c ON c.slug = a.audience
        WHERE a.event = said.event AND c.minors) AS minors
    FROM (
        SELECT n.event, 0 AS distance, 'event' AS level, '' AS name,
            coalesce(sum(n.number) FILTER (WHERE n.role = 'lead'), 0) AS lead,
            coalesce(sum(n.number) FILTER (WHERE n.role = 'assistant'), 0) AS assistant,
            array(SELECT l.language FROM need_language l WHERE l.event = n.event) AS languages
        FROM need n WHERE n.event = ANY($1) GROUP BY n.event
        UNION ALL
        SELECT e.id, 1, 'template', t.name, u.lead, u.assistant, u.languages
        FROM event e
            JOIN usual_need u ON u.template = e.template
            JOIN event_template t ON t.id = e.template
        WHERE e.id = ANY($1)
        UNION ALL
        SELECT e.id, 2, 'programme', g.name, u.lead, u.assistant, u.languages
        FROM event e
            JOIN usual_need u ON u.programme = e.programme
            JOIN programme g ON g.id = e.programme
        WHERE e.id = ANY($1)
        UNION ALL
        SELECT e.id, 3, 'kind', CASE WHEN $2 = 'en' THEN k.name_en ELSE k.name_es END,
            u.lead, u.assistant, u.languages
        FROM event e JOIN usual_need u ON u.kind = e.kind JOIN kind k ON k.slug = e.kind
        WHERE e.id = ANY($1)
        UNION ALL
        SELECT e.id, 4, 'usual', '', 1, 1, '{}' FROM event e WHERE e.id = ANY($1)
    ) said
    ORDER BY said.event, said.distance
"""
FORGET: Final = (
    "DELETE FROM need WHERE event = $1",
    "DELETE FROM need_language WHERE event = $1",
)


async def needed(event_id: UUID) -> Needed:
    """What one event needs."""
    return (await needed_by([event_id]))[event_id]


async def needed_by(events: Collection[UUID]) -> Mapping[UUID, Needed]:
    """What each of these events needs; where minors are expected, never fewer than two people."""
    rows = await fetch(NEEDED, list(events), current_language())
    return dict.fromkeys(events, Needed()) | {row["event"]: _read(row) for row in rows}


async def state(event_id: UUID, need: Needed, *, by: Actor, at: datetime) -> None:
    """Say what an event needs; raises Invalid for what makes no sense."""
    await _held(event_id, by)
    check(need)
    async with transaction():
        await _forget(event_id)
        for role in ("lead", "assistant"):
            if need.of(role):
                await execute(
                    "INSERT INTO need (id, event, role, number) VALUES ($1, $2, $3, $4)",
                    new_id(), event_id, role, need.of(role),
                )  # fmt: skip
        for language in dict.fromkeys(need.languages):
            await execute(
                "INSERT INTO need_language (id, event, language) VALUES ($1, $2, $3)",
                new_id(), event_id, language,
            )  # fmt: skip
        told = {"lead": need.lead, "assistant": need.assistant, "languages": need.languages}
        await audit.record(by, "needs.stated", f"event:{event_id}", at=at, **told)


async def forget(event_id: UUID, *, by: Actor, at: datetime) -> None:
    """Let an event need again what is usual for it."""
    await _held(event_id, by)
    async with transaction():
        await _forget(event_id)
        await audit.record(by, "needs.forgotten", f"event:{event_id}", at=at)


async def _held(event_id: UUID, by: Actor) -> None:
    event = await agenda.event(event_id)
    by.need("staff", event.municipality)


async def _forget(event_id: UUID) -> None:
    """Take back what was said of an event, which is locked until the transaction ends."""
    await fetch("SELECT FROM event WHERE id = $1 FOR UPDATE", event_id)
    for sentence in FORGET:
        await execute(sentence, event_id)


def _read(row: Mapping[str, Any]) -> Needed:
    need = Needed(
        lead=row["lead"],
        assistant=row["assistant"],
        languages=tuple(sorted(row["languages"])),
        source=Source(row["level"], row["name"]),
    )
    return with_minors(need) if row["minors"] else need
