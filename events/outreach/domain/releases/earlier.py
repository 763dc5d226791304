"""What was released before, withdrawn or not: it has been read."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain.releases.basis import Basis
from events.outreach.domain.releases.released import ReleasedTable
from events.outreach.domain.releases.retold import Whole
from server.foundation.database import fetch

EARLIER: Final = """
    SELECT id, basis, shown -> 'tables' AS tables FROM release ORDER BY made_at, id
"""


class Earlier(Struct, frozen=True, kw_only=True):
    """A release as it must be held against a new one.

    `tells_people` if it told unique people of any cell, and `tells_parts` if of others than all;
    `whole` is the upper end of its total.
    """

    id: UUID
    basis: Basis
    tells_people: bool
    tells_parts: bool
    whole: Whole

    def shares(self, basis: Basis) -> bool:
        """Whether some event is behind both."""
        return any(event.id in self.whole.events for event in basis.events)


async def earlier() -> list[Earlier]:
    """Every release, by time."""
    return [_read(row) for row in await fetch(EARLIER)]


def whole_of(basis: Basis, most: int | None) -> Whole:
    """A release as others are held against its total."""
    return Whole(frozenset(event.id for event in basis.events), most)


def _read(row: Mapping[str, Any]) -> Earlier:
    tables = msgspec.json.decode(row["tables"], type=list[ReleasedTable])
    telling = [table for table in tables if any(c.at_most is not None for c in table.cells)]
    totals = [cell for table in tables if not table.dimensions for cell in table.cells]
    basis = msgspec.json.decode(row["basis"], type=Basis)
    return Earlier(
        id=UUID(str(row["id"])),
        basis=basis,
        tells_people=bool(telling),
        tells_parts=any(table.dimensions for table in telling),
        whole=whole_of(basis, totals[0].at_most if totals else None),
    )
