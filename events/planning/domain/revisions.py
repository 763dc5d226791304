"""How an event stood when somebody looked at it: for whoever finds that it has changed since."""

from datetime import datetime
from typing import Any, Final

from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.event import Event
from server.foundation.database import fetch
from server.foundation.translation import current_language

# The next act found the event as it was seen, and says who changed it then.
AS_SEEN: Final = """
    SELECT (c.before->>'title') AS title, (c.before->>'starts_at')::timestamptz AS starts_at,
        (c.before->>'ends_at')::timestamptz AS ends_at, c.before->>'zone' AS zone,
        c.before->>'status' AS status, m.name AS municipality_name, v.name AS venue_name,
        CASE WHEN $3 = 'en' THEN k.name_en ELSE k.name_es END AS kind_name
    FROM event_change c
        JOIN municipality m ON m.ine = c.before->>'municipality'
        JOIN kind k ON k.slug = c.before->>'kind'
        LEFT JOIN venue v ON v.id = (c.before->>'venue')::uuid
    WHERE c.event = $1 AND (c.before->>'changed_at')::timestamptz = $2
    ORDER BY c.id DESC LIMIT 1
"""
LAST: Final = """
    SELECT a.name, a.at FROM event_change c JOIN planning_act a ON a.id = c.act
    WHERE c.event = $1 ORDER BY a.at DESC, c.id DESC LIMIT 1
"""


class Version(Struct, frozen=True, kw_only=True):
    """An event in the words that two versions of it are compared by."""

    title: str
    kind: str
    when: str
    place: str
    status: str


class Overtaken(Struct, frozen=True, kw_only=True):
    """What somebody saw, what it has become meanwhile, and through whom.

    `seen` is None where nobody remembers that version.
    """

    seen: Version | None
    now: Version
    who: str
    at: datetime | None


async def overtaken(event: Event, seen: datetime) -> Overtaken:
    """The version of `event` from the revision `seen` beside the one that holds now."""
    rows = await fetch(AS_SEEN, event.id, seen, current_language())
    last = await fetch(LAST, event.id)
    return Overtaken(
        seen=_version(dict(rows[0])) if rows else None,
        now=_version({name: getattr(event, name) for name in event.__struct_fields__}),
        who=str(last[0]["name"]) if last else "",
        at=last[0]["at"] if last else None,
    )


def _version(known: dict[str, Any]) -> Version:
    parts = [known["venue_name"], known["municipality_name"]]
    return Version(
        title=known["title"],
        kind=known["kind_name"],
        when=when.span(known["starts_at"], known["ends_at"], known["zone"]),
        place=", ".join(part for part in parts if part),
        status=known["status"],
    )
