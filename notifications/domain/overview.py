"""The outbox as those who look after it see it."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from msgspec import Struct, convert

from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.identity import EVERYWHERE, Actor
from server.foundation.translation import gettext as _

PAGE: Final = 50
# What each filter of the page shows; the first is everything.
FILTERS: Final = {
    "": "true",
    "queued": "n.state IN ('queued', 'in_flight')",
    "sent": "n.state = 'sent'",
    "failed": "n.state = 'failed'",
    "doubt": "n.in_doubt",
    "superseded": "n.state = 'superseded'",
}
# $1: the municipalities of a coordinator, who sees what belongs to events there; or NULL.
VISIBLE: Final = """
    FROM notice n
        LEFT JOIN account p ON p.id = n.account
        LEFT JOIN event e ON e.id = n.event
        LEFT JOIN municipality m ON m.ine = e.municipality
    WHERE ($1::text[] IS NULL OR e.municipality = ANY($1))
"""
COLUMNS: Final = """
    SELECT n.id, n.kind, n.state, n.in_doubt, n.attempts, n.owed_at, n.due_at, n.settled_at,
        p.name AS who, n.event, e.public_title AS title, e.starts_at, e.zone,
        e.municipality, m.name AS municipality_name,
        coalesce((SELECT d.detail FROM delivery d WHERE d.notice = n.id AND d.outcome <> 'sent'
            ORDER BY d.attempt DESC LIMIT 1), '') AS reason
"""


class Line(Struct, frozen=True, kw_only=True):
    """A notice; `reason` is what the other side said when it last did not work out.

    Whoever registered in advance is nobody in particular: there is no `who`.
    """

    id: UUID
    kind: str
    state: str
    in_doubt: bool
    attempts: int
    owed_at: datetime
    due_at: datetime
    settled_at: datetime | None
    who: str | None
    event: UUID | None
    title: str | None
    starts_at: datetime | None
    zone: str | None
    municipality: str | None
    municipality_name: str | None
    reason: str


class Attempt(Struct, frozen=True, kw_only=True):
    """One delivery; without an outcome it is under way."""

    attempt: int
    began_at: datetime
    ended_at: datetime | None
    outcome: str | None
    detail: str


async def counts(by: Actor) -> dict[str, int]:
    """How many notices each filter shows."""
    sums = ", ".join(f"count(*) FILTER (WHERE {held})" for held in FILTERS.values())
    row = (await fetch(f"SELECT {sums} {VISIBLE}", _places(by)))[0]
    return dict(zip(FILTERS, row.values(), strict=True))


async def lines(by: Actor, *, only: str = "", page: int = 1) -> list[Line]:
    """One page of what `by` may see, the newest first."""
    by.need("notices")
    return await _lines(
        f"AND {FILTERS[only]} ORDER BY n.owed_at DESC, n.id DESC LIMIT $2 OFFSET $3",
        _places(by), PAGE, (page - 1) * PAGE,
    )  # fmt: skip


async def line(notice: UUID, by: Actor) -> Line:
    """One notice; raises NotFound where `by` may not know of it."""
    by.need("notices")
    found = await _lines("AND n.id = $2", _places(by), notice)
    if not found:
        raise NotFound(_("Este aviso no existe."))
    return found[0]


async def attempts(notice: UUID) -> list[Attempt]:
    """Every delivery of a notice, the first first."""
    rows = await fetch(
        "SELECT attempt, began_at, ended_at, outcome, detail FROM delivery WHERE notice = $1"
        " ORDER BY attempt",
        notice,
    )
    return convert([dict(row) for row in rows], list[Attempt])


def _places(by: Actor) -> list[str] | None:
    return None if by.role in EVERYWHERE else sorted(by.municipalities)


async def _lines(rest: str, *arguments: Any) -> list[Line]:
    rows = await fetch(f"{COLUMNS} {VISIBLE} {rest}", *arguments)
    return convert([dict(row) for row in rows], list[Line])
