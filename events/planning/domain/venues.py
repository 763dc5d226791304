"""Venues: where events can be, and that two are never in one at the same time unawares."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec
from asyncpg import ForeignKeyViolationError, UniqueViolationError
from msgspec import Struct

from events.planning.domain.draft import EventDraft
from events.planning.tables import Venue
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

TAKEN = """
    SELECT title, starts_at, zone FROM event
    WHERE venue = $1 AND id <> $2 AND status <> 'cancelled' AND starts_at < $4 AND ends_at > $3
    ORDER BY starts_at LIMIT 1
"""


class Place(Struct, frozen=True, kw_only=True):
    """A venue as it is chosen and listed."""

    id: UUID
    name: str
    address: str
    municipality: str
    municipality_name: str
    capacity: int | None
    step_free: bool
    confidential: bool


class NewVenue(Struct, frozen=True, kw_only=True):
    """What is written down about a venue; coordinates are WGS 84 degrees."""

    name: str
    municipality: str
    address: str = ""
    capacity: int | None = None
    step_free: bool = False
    confidential: bool = False
    latitude: float | None = None
    longitude: float | None = None


async def places(municipalities: Collection[str] | None = None) -> list[Place]:
    """The venues of some municipalities, or of all."""
    rows = await fetch(
        "SELECT v.*, m.name AS municipality_name"
        " FROM venue v JOIN municipality m ON m.ine = v.municipality"
        " WHERE $1::text[] IS NULL OR v.municipality = ANY($1) ORDER BY m.name, v.name",
        None if municipalities is None else list(municipalities),
    )
    return msgspec.convert([dict(row) for row in rows], list[Place])


async def add(venue: NewVenue, *, by: Actor, at: datetime) -> UUID:
    """Write a venue down; raises Invalid, NotAllowed, or Conflict for a name that is taken."""
    by.need("plan", venue.municipality)
    venue = msgspec.structs.replace(
        venue, name=one_line(venue.name), address=one_line(venue.address)
    )
    _check(venue)
    row = Venue(id=new_id(), **msgspec.structs.asdict(venue))
    try:
        async with transaction():
            await Venue.insert(row)
            await audit.record(by, "venue.added", f"venue:{row.id}", at=at, name=venue.name)
    except ForeignKeyViolationError as error:
        raise Invalid({"municipality": _("Ese municipio no existe.")}) from error
    except UniqueViolationError as error:
        raise Conflict(_("Ya hay un lugar con ese nombre en el municipio.")) from error
    return UUID(str(row.id))


async def reserve(draft: EventDraft, *, for_event: UUID) -> None:
    """Hold the venue until the transaction ends; raises Conflict when another event is there.

    A reason in the draft overrides the conflict and stays on record.
    """
    if draft.venue is None:
        return
    await fetch("SELECT FROM venue WHERE id = $1 FOR UPDATE", draft.venue)
    taken = await fetch(TAKEN, draft.venue, for_event, draft.starts_at, draft.ends_at)
    if taken and not draft.venue_overlap_reason.strip():
        raise Conflict(
            _("El lugar ya está ocupado a esa hora por «%(title)s».", title=taken[0]["title"])
        )


def _check(venue: NewVenue) -> None:
    wrong = {}
    if not 1 <= len(venue.name) <= 120:
        wrong["name"] = _("Falta el nombre.")
    if venue.capacity is not None and not 1 <= venue.capacity <= 100_000:
        wrong["capacity"] = _("El cupo va de 1 a 100,000 personas.")
    if (venue.latitude is None) != (venue.longitude is None):
        wrong["latitude"] = _("Faltan las dos coordenadas o ninguna.")
    if wrong:
        raise Invalid(wrong)
