"""Venues: the places where events can be."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from asyncpg import ForeignKeyViolationError, UniqueViolationError
from msgspec import Struct

from events.planning.domain import casework
from events.planning.domain.reservations import reserve
from events.planning.domain.upstairs import Slot
from events.planning.tables import Venue
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

__all__ = [
    "NewVenue", "Place", "add", "bookings", "change", "place", "places", "reserve", "spoken",
]  # fmt: skip

PLACES: Final = """
    SELECT v.*, m.name AS municipality_name
    FROM venue v JOIN municipality m ON m.ine = v.municipality
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
    latitude: float | None
    longitude: float | None


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
        f"{PLACES} WHERE $1::text[] IS NULL OR v.municipality = ANY($1) ORDER BY m.name, v.name",
        None if municipalities is None else list(municipalities),
    )
    return msgspec.convert([dict(row) for row in rows], list[Place])


async def place(venue_id: UUID) -> Place:
    """One venue; raises NotFound."""
    rows = await fetch(f"{PLACES} WHERE v.id = $1", venue_id)
    if not rows:
        raise NotFound(_("Este lugar no existe."))
    return msgspec.convert(dict(rows[0]), Place)


async def bookings(venue_id: UUID, *, at: datetime, most: int = 10) -> list[UUID]:
    """The events that are in a venue next."""
    rows = await fetch(
        "SELECT id FROM event WHERE venue = $1 AND ends_at > $2 AND status <> 'cancelled'"
        " ORDER BY starts_at, id LIMIT $3",
        venue_id, at, most,
    )  # fmt: skip
    return [row["id"] for row in rows]


async def spoken(slot: Slot) -> str:
    """Where a slot is, in words; the municipality alone as long as there is no venue."""
    if slot.virtual:
        return _("Virtual")
    rows = await fetch(
        "SELECT concat_ws(', ', v.name, m.name) AS place FROM municipality m"
        " LEFT JOIN venue v ON v.id = $2 AND v.municipality = m.ine WHERE m.ine = $1",
        slot.municipality, slot.venue,
    )  # fmt: skip
    return str(rows[0]["place"]) if rows else ""


async def add(venue: NewVenue, *, by: Actor, at: datetime) -> UUID:
    """Write a venue down; raises Invalid, NotAllowed, or Conflict for a name that is taken."""
    by.need("plan", venue.municipality)
    venue = _cleaned(venue)
    row = Venue(id=new_id(), **msgspec.structs.asdict(venue))
    try:
        async with transaction():
            await Venue.insert(row)
            await audit.record(by, "venue.added", f"venue:{row.id}", at=at, name=venue.name)
    except ForeignKeyViolationError as error:
        raise Invalid({"municipality": _("Ese municipio no existe.")}) from error
    except UniqueViolationError as error:
        raise _name_is_taken() from error
    return UUID(str(row.id))


async def change(venue_id: UUID, venue: NewVenue, *, by: Actor, at: datetime) -> None:
    """Write a venue down anew; a venue stays where it is, so its municipality does too.

    Raises Invalid, NotFound, NotAllowed, or Conflict for a name that is taken.
    """
    before = await place(venue_id)
    by.need("plan", before.municipality)
    venue = _cleaned(msgspec.structs.replace(venue, municipality=before.municipality))
    written = msgspec.structs.asdict(venue)
    try:
        async with transaction():
            await Venue.update(**written).where(Venue.id == venue_id)
            await audit.record(by, "venue.changed", f"venue:{venue_id}", at=at, name=venue.name)
    except UniqueViolationError as error:
        raise _name_is_taken() from error


def _cleaned(venue: NewVenue) -> NewVenue:
    venue = msgspec.structs.replace(
        venue, name=one_line(venue.name), address=one_line(venue.address)
    )
    _check(venue)
    return venue


def _name_is_taken() -> Conflict:
    return Conflict(_("Ya hay un lugar con ese nombre en el municipio."))


def _check(venue: NewVenue) -> None:
    wrong = {}
    if not 1 <= len(venue.name) <= 120:
        wrong["name"] = _("Falta el nombre.")
    if venue.capacity is not None and not 1 <= venue.capacity <= 100_000:
        wrong["capacity"] = _("El cupo va de 1 a 100,000 personas.")
    if (venue.latitude is None) != (venue.longitude is None):
        wrong["latitude"] = _("Faltan las dos coordenadas o ninguna.")
    for field in ("name", "address"):
        words = casework.wrongly_a_case(getattr(venue, field))
        if words:
            wrong[field] = casework.refusal(words)
    if wrong:
        raise Invalid(wrong)
