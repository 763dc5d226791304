"""What events of a kind, of a programme or from a template usually need.

`key` is the slug of a kind, or the id of a programme or of a template.
"""

from datetime import datetime
from typing import Final, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import event_templates, programmes
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.needed import Needed, check

Level = Literal["kind", "programme", "template"]
Key = str | UUID

KINDS: Final = """
    SELECT k.slug, CASE WHEN $1 = 'en' THEN k.name_en ELSE k.name_es END AS name, k.icon,
        CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('lead', u.lead,
            'assistant', u.assistant, 'languages', u.languages) END AS need
    FROM kind k LEFT JOIN usual_need u ON u.kind = k.slug
    WHERE NOT k.retired OR u.id IS NOT NULL
    ORDER BY k.retired, k.position, k.slug
"""
SAID: Final = "SELECT lead, assistant, languages FROM usual_need WHERE {level} = $1"
SAY: Final = """
    INSERT INTO usual_need (id, {level}, lead, assistant, languages)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT ({level}) DO UPDATE SET lead = excluded.lead, assistant = excluded.assistant,
        languages = excluded.languages
"""


class OfKind(Struct, frozen=True, kw_only=True):
    """A kind, and what its events usually need if somebody said so."""

    slug: str
    name: str
    icon: str
    need: Needed | None


async def of_kinds(*, by: Actor) -> list[OfKind]:
    """Every kind that is offered, or for which something was said."""
    by.need("administer")
    rows = [dict(row) for row in await fetch(KINDS, current_language())]
    decoded = [{**row, "need": row["need"] and msgspec.json.decode(row["need"])} for row in rows]
    return msgspec.convert(decoded, list[OfKind])


async def usual(level: Level, key: Key, *, by: Actor) -> Needed | None:
    """What was said for one of them; raises NotFound, or NotAllowed for those of others."""
    await _need(level, key, by)
    rows = await fetch(SAID.format(level=level), key)
    return msgspec.convert(dict(rows[0]), Needed) if rows else None


async def state(level: Level, key: Key, need: Needed, *, by: Actor, at: datetime) -> None:
    """Say what is usual; raises Invalid for what makes no sense, NotFound or NotAllowed."""
    await _need(level, key, by)
    check(need)
    spoken = list(dict.fromkeys(need.languages))
    async with transaction():
        await execute(SAY.format(level=level), new_id(), key, need.lead, need.assistant, spoken)
        told = {"lead": need.lead, "assistant": need.assistant, "languages": spoken}
        await audit.record(by, "needs.usual", f"{level}:{key}", at=at, **told)


async def forget(level: Level, key: Key, *, by: Actor, at: datetime) -> None:
    """Say nothing about it any more."""
    await _need(level, key, by)
    async with transaction():
        await execute(f"DELETE FROM usual_need WHERE {level} = $1", key)
        await audit.record(by, "needs.usual_forgotten", f"{level}:{key}", at=at)


async def _need(level: Level, key: Key, by: Actor) -> None:
    """Raise unless it exists and is `by`'s to speak of: kinds are everybody's."""
    if isinstance(key, str):
        by.need("administer")
        if not await fetch("SELECT FROM kind WHERE slug = $1", key):
            raise NotFound(_("Ese tipo de actividad no existe."))
    elif level == "programme":
        by.need("staff", (await programmes.programme(key)).municipality)
    else:
        by.need("staff", (await event_templates.one(key)).municipality)
