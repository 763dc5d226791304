"""The outbox as those who look after it see it."""

from collections import Counter
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct, convert

from notifications.domain.outbox.sought import KEPT, STANDINGS, Question, Sought, narrowed, visible
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

PAGE: Final = 50
# First which, then everything about those few.
LINES: Final = """
    SELECT n.id, n.kind, n.state, n.in_doubt, n.attempts, n.owed_at, n.due_at, n.wanted_at,
        n.settled_at, coalesce(n.way, n.channel) AS channel, n.given_up, p.name AS who,
        CASE WHEN n.webhook IS NOT NULL THEN 'webhook'
            WHEN n.registration IS NOT NULL THEN 'registration'
            WHEN n.reader IS NOT NULL THEN 'reader' ELSE 'account' END AS to,
        v.id AS helper, v.home,
        n.event, e.title, e.public_title, e.starts_at, e.zone,
        m.ine AS municipality, m.name AS municipality_name,
        coalesce(last.detail, '') AS reason, last.channel AS reason_channel
    FROM (SELECT * FROM notice n WHERE {condition}
            ORDER BY n.owed_at DESC, n.id DESC LIMIT {most} OFFSET {skipped}) n
        LEFT JOIN account p ON p.id = n.account
        LEFT JOIN volunteer v ON v.account = n.account
        LEFT JOIN event e ON e.id = n.event
        LEFT JOIN municipality m ON m.ine = coalesce(e.municipality, v.home)
        LEFT JOIN LATERAL (SELECT d.detail, d.channel FROM delivery d
            WHERE d.notice = n.id AND d.outcome <> 'sent' AND d.detail <> ''
            ORDER BY d.attempt DESC LIMIT 1) last ON true
    ORDER BY n.owed_at DESC, n.id DESC
"""
COUNTS: Final = """
    SELECT {kept} AS kept, n.state, n.in_doubt, count(*) AS number FROM notice n
    WHERE {condition} GROUP BY 1, 2, 3
"""


class Line(Struct, frozen=True, kw_only=True):
    """A notice; `reason` is what the other side said when it last did not work out.

    Whoever registered in advance is nobody in particular, programs have no name, and readers of
    releases are not named: there is no `who`. `helper` is what they are called as one of the
    helpers, `home` where they live; the municipality is that of the event, or else theirs.
    `channel` is the way that it went, or the only one that it may go.
    """

    id: UUID
    kind: str
    state: str
    in_doubt: bool
    attempts: int
    owed_at: datetime
    due_at: datetime
    wanted_at: datetime | None
    settled_at: datetime | None
    channel: str | None
    given_up: tuple[str, ...]
    who: str | None
    to: str
    helper: UUID | None
    home: str | None
    event: UUID | None
    title: str | None
    public_title: str | None
    starts_at: datetime | None
    zone: str | None
    municipality: str | None
    municipality_name: str | None
    reason: str
    reason_channel: str | None


async def counts(by: Actor, sought: Sought) -> dict[str, int]:
    """How many of what is sought stand which way."""
    by.need("notices")
    question = narrowed(visible(by), sought)
    query = COUNTS.format(kept=f"coalesce({KEPT}, false)", condition=question.condition)
    rows = await fetch(query, *question.arguments)
    found: Counter[str] = Counter()
    for row in rows:
        found["kept" if row["kept"] else row["state"]] += row["number"]
        found["doubt"] += row["number"] if row["in_doubt"] else 0
        found[""] += row["number"]
    return {standing: found[standing] for standing in STANDINGS}


async def lines(by: Actor, sought: Sought, *, page: int = 1) -> list[Line]:
    """One page of what `by` may see, the newest first."""
    by.need("notices")
    question = narrowed(visible(by), sought).more(STANDINGS[sought.standing])
    return await _lines(question, skipped=(page - 1) * PAGE)


async def kinds(by: Actor) -> list[str]:
    """The kinds of notices that `by` may see any of."""
    by.need("notices")
    question = visible(by)
    query = f"SELECT DISTINCT n.kind FROM notice n WHERE {question.condition}"
    return [row["kind"] for row in await fetch(query, *question.arguments)]


async def line(notice: UUID, by: Actor) -> Line:
    """One notice; raises NotFound where `by` may not know of it."""
    by.need("notices")
    found = await _lines(visible(by).more("n.id = {0}", notice))
    if not found:
        raise NotFound(_("Este aviso no existe."))
    return found[0]


async def _lines(question: Question, *, skipped: int = 0) -> list[Line]:
    query = LINES.format(condition=question.condition, most=PAGE, skipped=skipped)
    rows = await fetch(query, *question.arguments)
    return convert([dict(row) for row in rows], list[Line])
