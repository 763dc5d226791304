"""Rotas as pages and programs see them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.rota import gathering
from volunteers.assignments.domain.rota.failures import sentence
from volunteers.assignments.domain.rota.progressing import Progressing
from volunteers.assignments.domain.rota.telling import Told
from volunteers.assignments.domain.rota.window import Window
from volunteers.assignments.domain.solver.funnel import Funnel

MOST: Final = 50
UNFINISHED: Final = frozenset({"waiting", "working"})
NAMED: Final = """
    , e.title AS event_title, m.name AS municipality_name
    FROM rota r
        LEFT JOIN event e ON e.id = r.event
        LEFT JOIN municipality m ON m.ine = r.municipalities[1]
        LEFT JOIN account a ON a.id = r.asked_by
        LEFT JOIN account p ON p.id = r.published_by
"""
READ: Final = f"""
    SELECT r.*, r.municipalities::text[] AS municipalities, a.name AS asked_by_name,
        p.name AS published_by_name
    {NAMED} WHERE r.id = $1
"""
# What there are thousands of is left out of a list.
LIST: Final = f"""
    SELECT r.*, r.municipalities::text[] AS municipalities, a.name AS asked_by_name,
        p.name AS published_by_name, '[]' AS funnels, r.told - '{{planned,dropped}}'::text[] AS told
    {NAMED} WHERE r.state <> 'discarded' AND r.municipalities <@ $1::varchar[]
    ORDER BY r.asked_at DESC, r.id DESC LIMIT $2
"""


class Rota(Struct, frozen=True, kw_only=True):
    """A rota: waiting, working, draft, published, discarded or failed.

    `gap` is proven, in millionths of `objective`; `funnels` tell why places stay empty. Named are
    the event that a repair is about, and the first of the municipalities.
    """

    id: UUID
    purpose: str
    event: UUID | None
    event_title: str | None
    municipalities: tuple[str, ...]
    municipality_name: str | None
    first_day: date
    last_day: date
    zone: str
    seconds: int
    seed: int
    state: str
    progress: Progressing
    asked_by: UUID | None
    asked_by_name: str | None
    asked_at: datetime
    finished_at: datetime | None
    published_at: datetime | None
    published_by_name: str | None
    input_hash: str
    outcome: str | None
    objective: int | None
    gap: int | None
    told: Told
    funnels: tuple[Funnel, ...]

    @property
    def unfinished(self) -> bool:
        """Whether it is still to be worked out."""
        return self.state in UNFINISHED

    @property
    def window(self) -> Window:
        """What it is about."""
        return Window(
            first_day=self.first_day, last_day=self.last_day, municipalities=self.municipalities,
            zone=self.zone, event=self.event,
        )  # fmt: skip

    @property
    def failure(self) -> str:
        """Why there is none, in a sentence; empty unless it failed."""
        return sentence(self.progress.failure) if self.state == "failed" else ""


class DraftPlace(Struct, frozen=True, kw_only=True):
    """Somebody's place in a draft; `was` is how it stood when the rota was worked out, or empty."""

    event: UUID
    volunteer: UUID
    role: str
    was: str
    by_hand: bool


async def rota(rota_id: UUID, *, by: Actor) -> Rota:
    """One rota; raises NotFound, and NotAllowed unless `by` may staff all its municipalities."""
    found = await fetch(READ, rota_id)
    if not found:
        raise NotFound(_("Esta planificación no existe."))
    read = _rota(found[0])
    by.need("staff")
    for municipality in read.municipalities:
        by.need("staff", municipality)
    return read


async def rotas(*, by: Actor, most: int = MOST) -> list[Rota]:
    """Those whose municipalities `by` may all staff, the latest first; none that was discarded.

    What a list has no use for is left empty: funnels, the events planned, the places dropped.
    """
    by.need("staff")
    reached = [place.ine for place in await codelists.coordinated_by(by)]
    return [_rota(row) for row in await fetch(LIST, reached, most)]


async def places(rota_id: UUID) -> list[DraftPlace]:
    """Who has which place in it, by event, role (leads first) and person."""
    rows = await fetch(
        "SELECT event, volunteer, role, was, by_hand FROM rota_place WHERE rota = $1"
        " ORDER BY event, role DESC, volunteer",
        rota_id,
    )
    return msgspec.convert([dict(row) for row in rows], list[DraftPlace])


async def is_stale(rota_id: UUID, *, at: datetime) -> bool:
    """Whether something that the rota follows from is not as it was when it was worked out."""
    found = await fetch(READ, rota_id)
    if not found or not found[0]["input_hash"]:
        return False
    read = _rota(found[0])
    gathered = await gathering.gather(read.window, at=at)
    return gathering.fingerprint(gathered) != read.input_hash


def _rota(row: Mapping[str, Any]) -> Rota:
    written = ("progress", "told", "funnels")
    decoded = {name: msgspec.json.decode(row[name]) for name in written}
    return msgspec.convert({**row, **decoded}, Rota)
