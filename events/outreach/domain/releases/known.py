"""What was known when a release was made, of all that it told and held back."""

from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain.releases import sources
from events.outreach.domain.releases.basis import Basis, Code
from server.foundation.database import fetch
from server.foundation.identity import Actor


class Known(Struct, frozen=True, kw_only=True):
    """The contacts of every cell then, and why each that is held back is: `small` or `guard`."""

    contacts: dict[Code, int]
    why: dict[Code, str]


async def known(release: UUID, *, by: Actor) -> Known | None:
    """None for who does not look after every place that a release speaks of."""
    if not by.may("report") or not by.reaches(EVERY_PLACE):
        return None
    (row,) = await fetch("SELECT basis, held_back FROM release WHERE id = $1", release)
    kept = msgspec.json.decode(row["held_back"], type=list[tuple[Code, str]])
    basis = msgspec.json.decode(row["basis"], type=Basis)
    return Known(contacts=sources.contacts(basis), why=dict(kept))


EVERY_PLACE = ""
"""No municipality has this code: who reaches it reaches all of them."""
