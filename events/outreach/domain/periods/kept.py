"""What was reported of a period when it was closed, as it is kept, and whether it is intact."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain.receipts.canonical import digest
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

SNAPSHOT: Final = """
    SELECT s.period, s.taken_at, s.taken_by, s.rule, s.events AS counted, s.digest,
        coalesce(a.name, '') AS by, p.slug AS project, u.starts_on, u.ends_on
    FROM snapshot s JOIN uniqueness_period u ON u.id = s.period JOIN project p ON p.id = u.project
        LEFT JOIN account a ON a.id = s.taken_by
    WHERE s.period = $1
"""
EVENTS: Final = """
    SELECT event, title, starts_at, municipality, kind, modality, programme, topics, lines
    FROM snapshot_event WHERE period = $1 ORDER BY id
"""
FIGURES: Final = """
    SELECT indicator, asked, figures FROM snapshot_figure WHERE period = $1 ORDER BY id
"""
Line = tuple[str, str, str, int, int]
"""Sex, age band, audience, how many with a line of their own, how many only counted."""


class KeptEvent(Struct, frozen=True, kw_only=True):
    """An event as it stood, with what its register amounted to."""

    event: UUID
    title: str
    starts_at: datetime
    municipality: str
    kind: str
    modality: str
    programme: UUID | None
    topics: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def contacts(self) -> int:
        """People at the event."""
        return sum(check_ins + headcount for *_cell, check_ins, headcount in self.lines)


class KeptFigure(Struct, frozen=True, kw_only=True):
    """What was asked and what the answer was; `indicator` is None for plain figures."""

    indicator: UUID | None
    asked: dict[str, Any]
    figures: dict[str, Any]


class Taken(Struct, frozen=True, kw_only=True):
    """When a snapshot was taken and by whom; `digest` seals all of it, in hexadecimal digits."""

    period: UUID
    at: datetime
    by: str
    rule: str
    digest: str
    intact: bool


class Kept(Struct, frozen=True, kw_only=True):
    """A snapshot; its seal was made anew from what is kept, and `taken.intact` compares the two."""

    taken: Taken
    events: list[KeptEvent]
    figures: list[KeptFigure]


async def kept(period: UUID) -> Kept:
    """The snapshot of a period; raises NotFound where there is none."""
    rows = await fetch(SNAPSHOT, period)
    if not rows:
        raise NotFound(_("Este periodo todavía no se cerró."))
    head = dict(rows[0])
    events, figures = await events_of(period), await figures_of(period)
    seal, said = head.pop("digest"), head.pop("by")
    taken = Taken(
        period=period, at=head["taken_at"], by=said, rule=head["rule"], digest=seal.hex(),
        intact=sealed(head, events, figures) == seal,
    )  # fmt: skip
    return Kept(taken=taken, events=events, figures=figures)


def sealed(head: dict[str, Any], events: list[KeptEvent], figures: list[KeptFigure]) -> bytes:
    """The SHA-256 of a snapshot, in one spelling."""
    return digest(msgspec.to_builtins({"head": head, "events": events, "figures": figures}))


async def events_of(period: UUID) -> list[KeptEvent]:
    """The events of a snapshot, by time."""
    rows = await fetch(EVENTS, period)
    decoded = [{**row, "lines": msgspec.json.decode(row["lines"])} for row in rows]
    return msgspec.convert(decoded, list[KeptEvent])


async def event_of(period: UUID, event: UUID) -> KeptEvent:
    """One of them; raises NotFound for one that did not count there."""
    found = next((one for one in await events_of(period) if one.event == event), None)
    if found is None:
        raise NotFound(_("Esa actividad no cuenta en este periodo."))
    return found


async def figures_of(period: UUID) -> list[KeptFigure]:
    """The figures of a snapshot: the whole first, then its parts, then the indicators."""
    rows = await fetch(FIGURES, period)
    decoded = [
        {**row, **{name: msgspec.json.decode(row[name]) for name in ("asked", "figures")}}
        for row in rows
    ]
    return msgspec.convert(decoded, list[KeptFigure])
