"""Who works best together and who never does, as coordinators know it."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import fetch
from server.foundation.errors import Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.people.domain import reach

PAIRINGS: Final = """
    SELECT v.id AS other, a.name, p.together
    FROM pairing p
        JOIN volunteer v ON v.id = CASE WHEN p.volunteer = $1 THEN p.other ELSE p.volunteer END
        JOIN account a ON a.id = v.account
    WHERE $1 IN (p.volunteer, p.other)
    ORDER BY p.together DESC, a.name, v.id
"""
PAIR: Final = """
    INSERT INTO pairing (id, volunteer, other, together)
    VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), $4)
    ON CONFLICT (volunteer, other) DO UPDATE SET together = excluded.together
"""
PART: Final = """
    DELETE FROM pairing
    WHERE volunteer = least($1::uuid, $2::uuid) AND other = greatest($1::uuid, $2::uuid)
    RETURNING id
"""
MATES: Final = """
    SELECT v.id, a.name, v.home FROM volunteer v JOIN account a ON a.id = v.account
    WHERE a.disabled_at IS NULL AND v.id <> $1 ORDER BY a.name, v.id
"""


class Pair(Struct, frozen=True, kw_only=True):
    """Somebody to be with as often as can be, or never."""

    other: UUID
    name: str
    together: bool


class Mate(Struct, frozen=True, kw_only=True):
    """Somebody who can be paired."""

    id: UUID
    name: str
    home: str


async def pairings_of(volunteer: UUID, *, by: Actor) -> list[Pair]:
    """With whom somebody goes together or never does; raises NotFound or NotAllowed."""
    await reach.need_coordination(volunteer, by)
    rows = await fetch(PAIRINGS, volunteer)
    return msgspec.convert([dict(row) for row in rows], list[Pair])


async def mates(volunteer: UUID, *, by: Actor) -> list[Mate]:
    """Everybody else whom `by` looks after, by name."""
    everybody = msgspec.convert([dict(row) for row in await fetch(MATES, volunteer)], list[Mate])
    return [mate for mate in everybody if by.may("staff", mate.home)]


async def pair(volunteer: UUID, other: UUID, *, together: bool, by: Actor, at: datetime) -> None:
    """State that two go together, or that they never do; the last statement holds for both.

    Raises Invalid (field `other`), NotFound or NotAllowed.
    """
    if volunteer == other:
        raise Invalid({"other": _("Hacen falta dos personas.")})
    async with reach.held(min(volunteer, other)), reach.held(max(volunteer, other)):
        await reach.need_coordination(volunteer, by)
        await reach.need_coordination(other, by)
        await fetch(PAIR, new_id(), volunteer, other, together)
        told = {"other": other, "together": together}
        await audit.record(by, "volunteer.paired", f"volunteer:{volunteer}", at=at, **told)


async def part(volunteer: UUID, other: UUID, *, by: Actor, at: datetime) -> None:
    """State nothing of two people any more; raises NotFound or NotAllowed."""
    async with reach.held(min(volunteer, other)), reach.held(max(volunteer, other)):
        await reach.need_coordination(volunteer, by)
        if await fetch(PART, volunteer, other):
            subject = f"volunteer:{volunteer}"
            await audit.record(by, "volunteer.parted", subject, at=at, other=other)
