"""What others did to an event while somebody had its form open."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain.event import Event
from server.foundation.database import fetch

CHANGES: Final = """
    WITH next AS (
        SELECT id FROM event_change
        WHERE event = $1 AND (before->>'changed_at')::timestamptz = $2 ORDER BY id DESC LIMIT 1
    )
    SELECT a.name, a.at, c.before::text AS before
    FROM event_change c JOIN planning_act a ON a.id = c.act JOIN next ON c.id >= next.id
    WHERE c.event = $1 ORDER BY c.id
"""
PROJECT: Final = "SELECT slug FROM project WHERE id = $1"


class Meanwhile(Struct, frozen=True, kw_only=True):
    """Who changed the event last and when, and how it was before: what the form was opened on."""

    who: str
    at: datetime
    before: Event


async def since(seen: datetime, event: Event) -> Meanwhile | None:
    """What happened to `event` after the revision `seen`; None when no act tells of it."""
    rows = await fetch(CHANGES, event.id, seen)
    if not rows:
        return None
    before = await _as_it_was(msgspec.json.decode(rows[0]["before"]), event)
    return Meanwhile(who=rows[-1]["name"], at=rows[-1]["at"], before=before)


async def _as_it_was(written: dict[str, Any], now: Event) -> Event:
    """The event with what an act wrote down of it; the names of codes are today's."""
    project = await fetch(PROJECT, UUID(written["project"]))
    told = {name: value for name, value in written.items() if name in Event.__struct_fields__}
    cost = None if told["cost"] is None else str(told["cost"])
    return msgspec.convert(
        {**msgspec.structs.asdict(now), **told, "cost": cost, "project_slug": project[0]["slug"]},
        Event,
        strict=False,
    )
