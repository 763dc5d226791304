"""Programmes: several events that one cohort attends, read as they stand."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import agenda
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

PROGRAMME: Final = """
    SELECT g.*, p.slug AS project_slug, p.name AS project_name, m.name AS municipality_name,
        (SELECT count(*) FROM event e WHERE e.programme = g.id AND e.status <> 'cancelled')
            AS planned,
        (SELECT coalesce(max(programme_position), 0) FROM event e
            WHERE e.programme = g.id AND e.status <> 'cancelled') AS last_position,
        (SELECT min(starts_at) FROM event e WHERE e.programme = g.id AND e.status <> 'cancelled')
            AS starts_at
    FROM programme g
        JOIN project p ON p.id = g.project
        JOIN municipality m ON m.ine = g.municipality
"""


class Programme(Struct, frozen=True, kw_only=True):
    """A programme of one cohort; who attended `needed` of its `planned` sessions completed it.

    With an assessment they must also have reached `pass_mark`, in per cent, if there is one.
    """

    id: UUID
    name: str
    cohort: str
    project: UUID
    project_slug: str
    project_name: str
    municipality: str
    municipality_name: str
    needed: int
    assessment: str
    pass_mark: int | None
    notes: str
    planned: int
    last_position: int
    starts_at: datetime | None
    changed_at: datetime

    @property
    def title(self) -> str:
        """Its name, and whose it is where that was written down."""
        return f"{self.name} · {self.cohort}" if self.cohort else self.name


class Step(Struct, frozen=True, kw_only=True):
    """A position of a programme: the event that holds it, and those called off that held it.

    `early` says that the event begins before one of an earlier position.
    """

    position: int
    event: agenda.Event | None
    called_off: list[agenda.Event]
    early: bool = False


async def programmes(municipalities: Collection[str] | None = None) -> list[Programme]:
    """The programmes of some municipalities or of all, the newest first."""
    rows = await fetch(
        f"{PROGRAMME} WHERE $1::text[] IS NULL OR g.municipality = ANY($1)"
        " ORDER BY g.created_at DESC, g.id DESC",
        None if municipalities is None else list(municipalities),
    )
    return msgspec.convert([dict(row) for row in rows], list[Programme])


async def programme(programme_id: UUID) -> Programme:
    """One programme; raises NotFound."""
    rows = await fetch(f"{PROGRAMME} WHERE g.id = $1", programme_id)
    if not rows:
        raise NotFound(_("Este programa no existe."))
    return msgspec.convert(dict(rows[0]), Programme)


async def sessions(programme_id: UUID) -> list[agenda.Event]:
    """Its events in their order; those called off stand behind the one in their position."""
    rows = await fetch("SELECT id FROM event WHERE programme = $1", programme_id)
    events = await agenda.events([row["id"] for row in rows])
    return sorted(events, key=lambda event: (_position(event), event.status == "cancelled"))


def steps(events: Sequence[agenda.Event]) -> list[Step]:
    """Every position up to the last that an event holds, with the gaps between them."""
    held = {_position(event): event for event in events if event.status != "cancelled"}
    off = [event for event in events if event.status == "cancelled"]
    last = max(map(_position, events), default=0)
    latest: datetime | None = None
    found = []
    for position in range(1, last + 1):
        event = held.get(position)
        early = bool(event and latest and event.starts_at < latest)
        gone = [it for it in off if _position(it) == position]
        found.append(Step(position=position, event=event, called_off=gone, early=early))
        latest = max(filter(None, (latest, event.starts_at if event else None)), default=None)
    return found


def _position(event: agenda.Event) -> int:
    return event.programme_position or 0
