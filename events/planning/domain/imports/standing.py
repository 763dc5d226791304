"""What of a file stands in the plan already."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import agenda
from events.planning.domain.draft import as_draft
from events.planning.domain.imports.columns import folded
from events.planning.domain.imports.meaning import Meaning
from server.foundation.database import fetch

KEYS: Final = "SELECT key, event, content FROM imported_event WHERE key = ANY($1)"
UIDS: Final = "SELECT uid, id AS event FROM event WHERE uid = ANY($1)"
ALIKE: Final = """
    SELECT e.id AS event, e.municipality, e.starts_at, e.title FROM event e
    WHERE (e.municipality, e.starts_at) IN (SELECT * FROM unnest($1::text[], $2::timestamptz[]))
        AND e.status <> 'cancelled'
    ORDER BY e.id DESC
"""


class Standing(Struct, frozen=True):
    """An event that a row is about; `content` is how an import left it, if one made it."""

    event: agenda.Event
    content: str | None


def identity(uid: str) -> str:
    """The UID that an event of the plan has for one of a calendar, which may be of any length."""
    return uid if len(uid) <= 120 else f"{sha256(uid.encode()).hexdigest()}@imported"


def key(meaning: Meaning) -> str:
    """What tells the row from all others: its UID, or what, where and when it is."""
    if meaning.uid:
        return f"uid:{identity(meaning.uid)}"
    place, starts = meaning.given.get("municipality", ""), meaning.given.get("starts_at")
    told = [place, starts.timestamp() if starts else "", folded(meaning.given.get("title", ""))]
    return f"row:{sha256(msgspec.json.encode(told)).hexdigest()}"


def content(event: agenda.Event) -> str:
    """What an event says, to be told from what somebody made of it later."""
    said = msgspec.structs.asdict(as_draft(event))
    del said["template"]  # which it came from, it does not say
    return sha256(msgspec.json.encode(said)).hexdigest()


async def standing(meanings: Sequence[Meaning]) -> dict[str, Standing]:
    """What stands already, by the rows' keys."""
    imported = {row["key"]: row for row in await fetch(KEYS, [key(each) for each in meanings])}
    found: dict[str, UUID] = await _alike(meanings)
    uids = [identity(each.uid) for each in meanings if each.uid]
    found |= {f"uid:{row['uid']}": row["event"] for row in await fetch(UIDS, uids)}
    found |= {name: row["event"] for name, row in imported.items()}
    events = {event.id: event for event in await agenda.events(set(found.values()))}
    contents = {name: row["content"] for name, row in imported.items()}
    return {name: Standing(events[at], contents.get(name)) for name, at in found.items()}


async def _alike(meanings: Sequence[Meaning]) -> dict[str, UUID]:
    """Events that somebody wrote down by hand, which a row without a UID repeats."""
    rows = [each for each in meanings if not each.uid and _located(each)]
    wanted = {_alikeness(each.given["municipality"], each.given["starts_at"], each.given["title"]):
              key(each) for each in rows}  # fmt: skip
    found = await fetch(
        ALIKE,
        [each.given["municipality"] for each in rows],
        [each.given["starts_at"] for each in rows],
    )
    likes = {_alikeness(r["municipality"], r["starts_at"], r["title"]): r["event"] for r in found}
    return {wanted[like]: event for like, event in likes.items() if like in wanted}


def _located(meaning: Meaning) -> bool:
    return all(meaning.given.get(field) for field in ("municipality", "starts_at", "title"))


def _alikeness(municipality: str, starts_at: object, title: str) -> tuple[str, object, str]:
    return municipality, starts_at, folded(title)
