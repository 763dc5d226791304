"""What a coordinator reads in the margin of a register: passes, the room, who is still sending."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain import room_counts
from events.attendance.domain.room_counts import RoomCount
from server.foundation.database import fetch

PASSES: Final = """
    SELECT count(*) AS people FROM check_in
    WHERE event = $1 AND standing AND pseudonym IS NOT NULL
"""
PHONES: Final = """
    SELECT name, waiting, seen_at FROM door_phone
    WHERE event = $1 AND waiting > 0 ORDER BY waiting DESC, name
"""


class WaitingPhone(Struct, frozen=True):
    """A phone at the door that still had so many to send when it was last heard of."""

    name: str
    waiting: int
    seen_at: datetime | None


class Margin(Struct, frozen=True, kw_only=True):
    """Beside the totals of an event; `with_card` people came with a pass."""

    with_card: int
    room: RoomCount | None
    phones: list[WaitingPhone]


async def margin_of(event: UUID) -> Margin:
    """The margin of an event's register."""
    (passes,) = await fetch(PASSES, event)
    phones = await fetch(PHONES, event)
    return Margin(
        with_card=passes["people"],
        room=await room_counts.latest(event),
        phones=msgspec.convert([dict(row) for row in phones], list[WaitingPhone]),
    )
