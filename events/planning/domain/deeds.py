"""Reading what was done to the plan."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from server.foundation.database import fetch

DEED: Final = """
    SELECT p.id, p.act, p.account, p.name, p.at, p.undone_at,
        (SELECT count(DISTINCT n.event) FROM event_change n WHERE n.act = p.id) AS size
    FROM planning_act p
"""
CHANGES: Final = """
    SELECT c.id, c.act, c.event, c.before, c.after FROM event_change c
    WHERE c.act = ANY($1) ORDER BY c.id
"""
OF_EVENT: Final = """
    SELECT c.id, c.act, c.event, c.before, c.after FROM event_change c
        JOIN planning_act p ON p.id = c.act
    WHERE c.event = $1 ORDER BY p.at DESC, c.id DESC LIMIT $2 OFFSET $3
"""

Written = dict[str, Any]


class Change(Struct, frozen=True, kw_only=True):
    """What became of one event; without `before` it was made, without `after` it was removed."""

    id: UUID
    act: UUID
    event: UUID
    before: Written | None
    after: Written | None

    @property
    def title(self) -> str:
        """How the event was called, at last."""
        return str((self.after or self.before or {}).get("title", ""))


class Deed(Struct, frozen=True, kw_only=True):
    """Something that somebody did in one go; `size` is to how many events."""

    id: UUID
    act: str
    account: UUID | None
    name: str
    at: datetime
    undone_at: datetime | None
    size: int


async def deed(act: UUID) -> Deed | None:
    """One thing that was done."""
    return next(iter(await deeds([act])), None)


async def deeds(acts: Collection[UUID]) -> list[Deed]:
    """These things that were done."""
    rows = await fetch(f"{DEED} WHERE p.id = ANY($1)", list(acts))
    return msgspec.convert([dict(row) for row in rows], list[Deed])


async def latest_of(account: UUID | None, *, since: datetime, most: int) -> list[Deed]:
    """What somebody did last, the newest first."""
    rows = await fetch(
        f"{DEED} WHERE p.account IS NOT DISTINCT FROM $1 AND p.at >= $2"
        " ORDER BY p.at DESC, p.id DESC LIMIT $3",
        *(account, since, most),
    )
    return msgspec.convert([dict(row) for row in rows], list[Deed])


async def changes(acts: Collection[UUID]) -> list[Change]:
    """What became of each event in these acts, in the order in which it happened."""
    return _changes(await fetch(CHANGES, list(acts)))


async def changes_of(event: UUID, *, most: int, behind: int = 0) -> list[Change]:
    """What became of one event, the newest first."""
    return _changes(await fetch(OF_EVENT, event, most, behind))


def altogether(changes: Iterable[Change]) -> list[Change]:
    """What an act did to each event in the end, when it came back to some of them."""
    whole: dict[UUID, Change] = {}
    for change in changes:
        first = whole.get(change.event, change)
        whole[change.event] = structs.replace(first, after=change.after)
    return list(whole.values())


def _changes(rows: Collection[Any]) -> list[Change]:
    return msgspec.convert([_decoded(dict(row)) for row in rows], list[Change])


def _decoded(row: dict[str, Any]) -> dict[str, Any]:
    read = {name: row[name] and msgspec.json.decode(row[name]) for name in ("before", "after")}
    return {**row, **read}
