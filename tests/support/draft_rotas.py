"""Draft rotas for tests, as the solver would have left them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from events.planning.domain import when
from server.foundation.database import fetch
from server.foundation.identity import Actor, new_id
from tests.support.events import SATURDAY, TODAY
from volunteers.assignments.domain.rota.telling import Told
from volunteers.assignments.tables import Rota, RotaPlace

GUATEMALA = "America/Guatemala"
Placed = tuple[UUID, UUID, str]


async def draft(
    places: Collection[Placed],
    *,
    events: Collection[UUID],
    by: Actor | None = None,
    municipalities: tuple[str, ...] = ("0103",),
    repairs: UUID | None = None,
    at: datetime = TODAY,
    about: datetime = SATURDAY,
) -> UUID:
    """A draft of a week with (event, volunteer, role) placed; `was` is how each stands now."""
    day = when.local_day(about, GUATEMALA)
    told = Told(gathered_at=at, planned=tuple(events))
    row = Rota(
        id=new_id(), purpose="repair" if repairs else "plan", event=repairs,
        municipalities=list(municipalities), first_day=day - timedelta(days=3),
        last_day=day + timedelta(days=3), zone=GUATEMALA, asked_at=at,
        asked_by=by.account if by else None,
        state="draft", outcome="optimal", objective=10, gap=0,
        told=msgspec.json.encode(told).decode(),
    )  # fmt: skip
    await Rota.insert(row)
    for event, volunteer, role in places:
        await RotaPlace.insert(
            RotaPlace(
                id=new_id(), rota=row.id, event=event, volunteer=volunteer, role=role,
                was=await standing(event, volunteer),
            )
        )  # fmt: skip
    return UUID(str(row.id))


async def standing(event: UUID, volunteer: UUID) -> str:
    """How somebody's place at an event stands, if they have or may get one."""
    rows = await fetch(
        "SELECT status FROM assignment WHERE event = $1 AND volunteer = $2"
        " AND status IN ('proposed', 'invited', 'accepted')",
        event, volunteer,
    )  # fmt: skip
    return rows[0]["status"] if rows else ""


async def team(event: UUID) -> dict[UUID, tuple[str, str]]:
    """Everybody's role and status at an event."""
    rows = await fetch("SELECT volunteer, role, status FROM assignment WHERE event = $1", event)
    return {row["volunteer"]: (row["role"], row["status"]) for row in rows}
