"""Community Support Networks (RAC): one or more in a municipality."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec
from asyncpg import UniqueViolationError
from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.people.tables import Network

NETWORKS = """
    SELECT n.id, n.name, n.municipality, m.name AS municipality_name,
        (SELECT count(*) FROM volunteer v WHERE v.network = n.id) AS members
    FROM network n JOIN municipality m ON m.ine = n.municipality
    WHERE $1::text[] IS NULL OR n.municipality = ANY($1)
    ORDER BY m.name, n.name
"""


class Rac(Struct, frozen=True, kw_only=True):
    """A network as it is chosen and listed."""

    id: UUID
    name: str
    municipality: str
    municipality_name: str
    members: int


async def networks(municipalities: Collection[str] | None = None) -> list[Rac]:
    """The networks of some municipalities, or of all."""
    places = None if municipalities is None else list(municipalities)
    rows = await fetch(NETWORKS, places)
    return msgspec.convert([dict(row) for row in rows], list[Rac])


async def found(name: str, municipality: str, *, by: Actor, at: datetime) -> UUID:
    """Write a network down; raises Invalid, NotAllowed, or Conflict for a name that is taken."""
    by.need("staff", municipality)
    name = name.strip()
    if not name or len(name) > 120 or not name.isprintable():
        raise Invalid({"name": _("Falta el nombre.")})
    if not await fetch("SELECT FROM municipality WHERE ine = $1", municipality.replace("\0", "")):
        raise Invalid({"municipality": _("Ese municipio no existe.")})
    row = Network(id=new_id(), name=name, municipality=municipality)
    try:
        async with transaction():
            await Network.insert(row)
            await audit.record(by, "network.founded", f"network:{row.id}", at=at)
    except UniqueViolationError as error:
        raise Conflict(_("Ya hay una RAC con ese nombre.")) from error
    return UUID(str(row.id))
