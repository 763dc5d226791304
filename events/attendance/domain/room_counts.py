"""How many people somebody saw in the room, to hold the register against."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain import doors
from events.attendance.domain.opening import shut_for_good
from events.attendance.domain.staff import KnowsWhoHelps, NobodyHelps, need_to_count
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

MOST: Final = 10_000
NOBODY: Final = NobodyHelps()


class RoomCount(Struct, frozen=True, kw_only=True):
    """So many people were in the room at that moment."""

    id: UUID
    at: datetime
    people: int


async def note(
    event: UUID,
    count: RoomCount,
    *,
    by: Actor,
    at: datetime,
    who_helps: KnowsWhoHelps = NOBODY,
) -> bool:
    """Keep a count of the room, said at `at`; False where this very one is kept already.

    Raises Invalid, NotFound, NotAllowed, and Conflict where the register is closed.
    """
    if not 0 <= count.people <= MOST:
        raise Invalid({"room": _("Debe ser un número entero de 0 a %(most)s.", most=MOST)})
    async with transaction():
        doorway = await doors.doorway_of(event)
        await need_to_count(by, event, doorway.municipality, who_helps)
        shut = shut_for_good(doorway)
        if shut:
            raise Conflict(shut.sentence)
        written = await fetch(
            "INSERT INTO room_count (id, event, at, people, entered_by) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT DO NOTHING RETURNING id",
            count.id, event, count.at, count.people, by.account,
        )  # fmt: skip
        if written:
            await audit.record(by, "room.counted", f"event:{event}", at=at, people=count.people)
    return bool(written)


async def latest(event: UUID) -> RoomCount | None:
    """The last count of the room, if there is one."""
    rows = await fetch(
        "SELECT id, at, people FROM room_count WHERE event = $1 ORDER BY at DESC, id DESC LIMIT 1",
        event,
    )
    return msgspec.convert(dict(rows[0]), RoomCount) if rows else None
