"""Finding the person whose data it is."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from server.accounts.domain.people_data.holding import Person, RoomData, ask
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

ACCOUNT: Final = """
    SELECT id AS account, name, email, role FROM account WHERE id = $1 AND erased_at IS NULL
"""
MATCHING: Final = """
    SELECT id AS account, name, email, role FROM account
    WHERE erased_at IS NULL AND position(lower($1) IN lower(name || ' ' || email)) > 0
    ORDER BY name, id LIMIT $2
"""


async def person(account: UUID, rooms: Sequence[RoomData]) -> Person:
    """Who this account is, with every address that a room knows.

    Raises NotFound for one that is not there or was erased.
    """
    rows = await fetch(ACCOUNT, account)
    if not rows:
        raise NotFound(_("Esta cuenta no existe."))
    found = msgspec.convert(dict(rows[0]), Person)
    rows = [row for room in rooms if room.addresses for row in await ask(room.addresses, found)]
    known = dict.fromkeys((found.email, *(value for row in rows for value in row.values())))
    return msgspec.structs.replace(found, addresses=tuple(known))


async def matching(text: str, *, most: int = 30) -> list[Person]:
    """Those whose name or address holds this text."""
    rows = await fetch(MATCHING, text.replace("\0", "").strip(), most)
    return msgspec.convert([dict(row) for row in rows], list[Person])
