"""Who people are, by id."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch

PEOPLE: Final = """
    SELECT v.id, a.name, v.home, m.name AS home_name
    FROM volunteer v JOIN account a ON a.id = v.account JOIN municipality m ON m.ine = v.home
    WHERE v.id = ANY($1)
"""


class Known(Struct, frozen=True, kw_only=True):
    """Somebody's name, and the municipality that they come from."""

    id: UUID
    name: str
    home: str
    home_name: str


async def known(people: Iterable[UUID]) -> dict[UUID, Known]:
    """Those of these people that there are."""
    rows = [dict(row) for row in await fetch(PEOPLE, list(set(people)))]
    return {one.id: one for one in msgspec.convert(rows, list[Known])}
