"""A draft that is looked at or changed: the events it is about, and what it does at each."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from events.planning.domain import agenda
from events.planning.domain.event import Event
from server.foundation.database import fetch
from server.foundation.errors import Conflict
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from volunteers.assignments.domain import offers
from volunteers.assignments.domain.rota import reading
from volunteers.assignments.domain.rota.diff import Drafted, Line, Standing, diff
from volunteers.assignments.domain.rota.reading import Rota

DRAFTED: Final = """
    SELECT event, volunteer, role, was, by_hand FROM rota_place
    WHERE rota = $1 AND event = ANY($2)
"""
STANDING: Final = f"""
    SELECT a.event, a.volunteer, a.role, a.status, a.changed_at AS since,
        {offers.OPEN} AS offered
    FROM assignment a WHERE a.event = ANY($1)
"""


async def held(rota_id: UUID, *, by: Actor) -> Rota:
    """A draft that nobody else changes or publishes until the transaction ends; else Conflict.

    Raises NotFound, and NotAllowed unless `by` looks after all of its municipalities.
    """
    await fetch("SELECT FROM rota WHERE id = $1 FOR UPDATE", rota_id)
    rota = await reading.rota(rota_id, by=by)
    if rota.state == "published":
        raise Conflict(_("Esta planificación ya se publicó."))
    if rota.state != "draft":
        raise Conflict(_("Esta planificación no está lista para cambiarse."))
    return rota


async def events_of(rota: Rota) -> list[Event]:
    """What was planned and can still be staffed, and what it has places at, by time.

    What has moved to a municipality that the rota is not about is somebody else's by now.
    """
    rows = await fetch("SELECT DISTINCT event FROM rota_place WHERE rota = $1", rota.id)
    placed = {row["event"] for row in rows}
    found = await agenda.events({*rota.told.planned, *placed})
    return [
        one
        for one in found
        if one.municipality in rota.municipalities
        and (one.status in {"draft", "published"} or one.id in placed)
    ]


async def lines_of(rota: Rota, events: Sequence[Event]) -> list[Line]:
    """What the draft does with each person at these events."""
    about = [event.id for event in events]
    drafted = [dict(row) for row in await fetch(DRAFTED, rota.id, about)]
    standing = [dict(row) for row in await fetch(STANDING, about)]
    return diff(
        msgspec.convert(drafted, list[Drafted]),
        msgspec.convert(standing, list[Standing]),
        known_at=rota.told.gathered_at or rota.asked_at,
    )
