"""What the screen at the entrance shows: a QR to scan, and digits for those who type."""

from datetime import datetime
from typing import Final
from uuid import UUID

from markupsafe import Markup
from msgspec import Struct

from events.attendance.domain import codes, doors, opening, qr
from events.attendance.domain.door import door_guard
from events.attendance.domain.doors import Doorway
from events.attendance.domain.entrance import rotating
from events.attendance.domain.staff import KnowsWhoHelps
from events.planning.domain import when
from server.foundation.signing import Signer

MILLISECOND: Final = 0.001


class Screen(Struct, frozen=True, kw_only=True):
    """The screen at one moment; `left` is for how many milliseconds it holds.

    `reason` and `detail` say why nobody can be recorded now, '' while the door is open.
    """

    title: str
    when: str
    address: str
    asks: str
    digits: str
    qr: str
    left: int
    reason: str
    detail: str

    @property
    def picture(self) -> Markup:
        """The QR as it stands in a page."""
        return Markup(self.qr)  # noqa: S704 (drawn by domain/qr.py, out of numbers)


async def screen(
    event_id: UUID, *, base_url: str, at: datetime, signer: Signer, who_helps: KnowsWhoHelps
) -> Screen:
    """The screen of an event's door; raises NotFound, Conflict where there is no door yet."""
    door = await doors.door_of(event_id)
    doorway = await door_guard.watched(await doors.doorway(door.code), who_helps)
    code = rotating.code_at(event_id, at, signer=signer)
    short = f"{base_url}/c/{door.code}"
    shut = opening.shut_now(doorway, at)
    return Screen(
        title=doorway.title,
        when=when.span(doorway.starts_at, doorway.ends_at, doorway.zone),
        address=codes.to_type(short),
        asks=doorway.asks,
        digits=_digits(doorway, code.digits),
        qr=qr.svg(short if doorway.asks == "nothing" else f"{short}?v={code.sign}"),
        left=round((code.until - at).total_seconds() / MILLISECOND),
        reason=shut.reason if shut else "",
        detail=shut.detail if shut else "",
    )


def _digits(doorway: Doorway, digits: str) -> str:
    """What is typed at this door, in threes."""
    if doorway.rotating:
        return f"{digits[:3]} {digits[3:]}"
    return doorway.spoken_code or ""
